/**
 * Remarks of returns that the server refused (SPEC SG14), kept in this browser for their author until they say something else
 * there. Owns their form.
 */
import type { Memory } from '../browser-memory.ts'
import type { PlanSession } from './plan-session.ts'

export interface RefusedRemarks {
  /** '' where there is none. */
  get(section: string): string
  /** '' forgets it. */
  set(section: string, remark: string): void
}

const parse = (text: string | null): Map<string, string> => {
  try {
    const entries: [string, unknown][] = Object.entries(JSON.parse(text ?? '{}') as object)
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    // Not what this page wrote: as if nothing had been kept.
    return new Map()
  }
}

export const createRefusedRemarks = (
  memory: Memory,
  { planId, me }: Pick<PlanSession, 'planId' | 'me'>,
): RefusedRemarks => {
  const key = `svod.sign-off.refused.${planId}.${me.id}`
  const read = () => parse(memory.read(key))
  return {
    get: (section) => read().get(section) ?? '',
    set: (section, remark) => {
      const kept = read()
      if ((kept.get(section) ?? '') === remark) return
      if (remark === '') kept.delete(section)
      else kept.set(section, remark)
      memory.write(key, JSON.stringify(Object.fromEntries(kept)))
    },
  }
}
