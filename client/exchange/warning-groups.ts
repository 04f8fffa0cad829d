/** The importer's warnings as a reader wants them: one entry a kind, its quotes under it. Pure. */
import type { ImportWarning } from '../../shared/plan/json.ts'

export interface WarningGroup {
  code: string
  /** What is said of all of them; null where each says something of its own. */
  message: string | null
  entries: readonly { message: string; quote: string | null }[]
}

/** Groups by code, in the order in which the codes first appear. */
export const groupWarnings = (warnings: readonly ImportWarning[]): WarningGroup[] => {
  const byCode = new Map<string, ImportWarning[]>()
  for (const warning of warnings) {
    const group = byCode.get(warning.code)
    if (group) group.push(warning)
    else byCode.set(warning.code, [warning])
  }
  return [...byCode].map(([code, group]) => {
    const messages = new Set(group.map(({ message }) => message))
    return {
      code,
      message: messages.size === 1 ? (group[0]?.message ?? null) : null,
      entries: group.map(({ message, quote }) => ({ message, quote: quote ?? null })),
    }
  })
}
