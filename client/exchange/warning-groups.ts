/** The importer's warnings as a reader wants them: what was done, one entry a kind, its quotes and places under it. Pure. */
import type { ImportWarning } from '../../shared/plan/json.ts'

export interface WarningEntry {
  message: string
  quote: string | null
  /** Where it stands in the plan that was read. */
  place: { section: number; item: number | null } | null
}

export interface WarningGroup {
  code: string
  /** What is said of all of them; null where each says something of its own. */
  message: string | null
  entries: readonly WarningEntry[]
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
      entries: group.map(({ message, quote, section, item }) => ({
        message,
        quote: quote ?? null,
        place: section === undefined ? null : { section, item: item ?? null },
      })),
    }
  })
}

/** What was done to the words of the file. */
export const WARNING_KINDS = ['stitched', 'paired', 'guessed', 'text', 'left'] as const
export type WarningKind = (typeof WARNING_KINDS)[number]

const KINDS: Readonly<Record<Exclude<WarningKind, 'guessed'>, RegExp>> = {
  stitched:
    /^(?:row-stitched|row-maybe-continued|section-maybe-continued|merged-cell-repeated|columns-differ)$/,
  paired: /^(?:dates-|period-(?!column))/,
  text: /^(?:text-(?!not)|table-as-text|nested-table|cell-without|link-in-plain|number-too-long|footnote|row-unclear)/,
  left: /^(?:text-not|hidden-|sheet-name|days-left|warnings-|tracked-|comment|header-(?!guessed)|image|embedded-object|row-skipped|column-ignored|empty-rows|drawing-text|part-broken|unknown-symbol|link-unsafe|formula-|column-title)/,
}

/** Everything that is none of the others was told by its look. */
export const kindOfWarning = (code: string): WarningKind =>
  WARNING_KINDS.find((kind) => kind !== 'guessed' && KINDS[kind].test(code)) ?? 'guessed'

/** The groups of each kind, empty kinds left out. */
export const byKind = (groups: readonly WarningGroup[]): { kind: WarningKind; groups: WarningGroup[] }[] =>
  WARNING_KINDS.map((kind) => ({
    kind,
    groups: groups.filter(({ code }) => kindOfWarning(code) === kind),
  })).filter(({ groups: found }) => found.length > 0)
