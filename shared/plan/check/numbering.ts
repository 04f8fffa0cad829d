/** Gaps, doubles and steps back in the numbers of a section's rows, as they stand in print. Owns comparing numbers. */
import type { RowView, SectionView } from '../view.ts'
import { type Finding, found } from './finding.ts'

/** A number in parts: what stands before its last part, and that part. */
interface Numbered {
  row: RowView
  prefix: string
  value: number
}

const ROMAN: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

const romanValue = (text: string): number => {
  const values = Array.from(text, (letter) => ROMAN[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

/** `1.`, `2.18`, `IV)`, `B4` → prefix and value; null for numbers that do not count. */
export const numberParts = (text: string): { prefix: string; value: number } | null => {
  const plain = /^((?:\d{1,4}\.)*)(\d{1,4})[.)]?$/.exec(text.trim())
  if (plain) return { prefix: plain[1] ?? '', value: Number(plain[2]) }
  const lettered = /^(\p{Lu}{1,3}[-.]?)(\d{1,4})[.)]?$/u.exec(text.trim())
  if (lettered) return { prefix: lettered[1] ?? '', value: Number(lettered[2]) }
  const roman = /^([IVXLC]{1,7})[.)]?$/.exec(text.trim())
  return roman ? { prefix: 'roman ', value: romanValue(roman[1] ?? '') } : null
}

const numberedOf = (section: SectionView): Map<string, Numbered[]> => {
  const lists = new Map<string, Numbered[]>()
  for (const row of section.rows) {
    const parts = numberParts(row.number)
    if (!parts) continue
    const key = `${row.parent ?? ''}/${parts.prefix}`
    const list = lists.get(key)
    if (list) list.push({ row, ...parts })
    else lists.set(key, [{ row, ...parts }])
  }
  return lists
}

/** A number as a sentence names it: without the full stop or bracket that closes it. */
const bare = (number: string): string => number.replace(/[.)]+$/, '')

const compare = (
  before: Numbered | null,
  here: Numbered,
  seen: ReadonlyMap<number, RowView>,
): Finding | null => {
  const { row, value } = here
  const place = { section: row.section, item: row.id }
  const values = { number: bare(row.number), before: bare(before?.row.number ?? '') }
  const words = `${before?.row.number ?? ''} ${row.number}`
  if (seen.has(value)) return found('number-double', place, words, values)
  if (before === null || value === before.value + 1) return null
  return found(value > before.value ? 'number-gap' : 'number-order', place, words, values)
}

const checkList = (list: readonly Numbered[]): Finding[] => {
  const findings: Finding[] = []
  const seen = new Map<number, RowView>()
  let before: Numbered | null = null
  for (const here of list) {
    const finding = compare(before, here, seen)
    if (finding) findings.push(finding)
    seen.set(here.value, here.row)
    before = here
  }
  return findings
}

/** The last numbers of a section's top rows: what a numbering that runs on goes on from, be it behind «10.1», «10.2» or not. */
const lastOf = (section: SectionView): readonly number[] => {
  const top = section.rows.filter(({ parent }) => parent === null).map(({ number }) => numberParts(number))
  const last = new Map(top.flatMap((parts) => (parts ? [[parts.prefix, parts.value] as const] : [])))
  const ends = [top.findLast((parts) => parts !== null)?.value, last.get('')]
  return ends.filter((value) => value !== undefined)
}

/** A section begins with one, or goes on where the one before ended. */
const checkStart = (list: readonly Numbered[], last: readonly number[]): Finding[] => {
  const [first] = list
  if (!first || first.row.parent !== null || first.value === 1 || last.includes(first.value - 1)) return []
  const place = { section: first.row.section, item: first.row.id }
  return [found('number-gap', place, ` ${first.row.number}`, { number: bare(first.row.number), before: '' })]
}

/** The findings of one section; `last` are the numbers that the section before it ended with. */
const checkSection = (section: SectionView, last: readonly number[]): Finding[] =>
  [...numberedOf(section).values()].flatMap((list) => [...checkStart(list, last), ...checkList(list)])

interface Checked {
  section: SectionView
  last: readonly number[]
  findings: Finding[]
  ownLast: readonly number[]
}

/** Whether two states of a section have the same numbers in the same places. */
const isSameNumbers = (a: SectionView, b: SectionView): boolean =>
  a === b ||
  (a.rows.length === b.rows.length &&
    a.rows.every((row, at) => {
      const other = b.rows[at]
      const isSame = row.id === other?.id && row.number === other.number && row.parent === other.parent
      return row === other || isSame
    }))

/** Follows the numbering of all sections in order; only those whose numbers changed are looked at again. */
export class Numbers {
  private known = new Map<string, Checked>()

  check(sections: readonly SectionView[]): Finding[] {
    const checked = new Map<string, Checked>()
    let last: readonly number[] = []
    const findings = sections.flatMap((section) => {
      const one = this.checkedOf(section, last)
      checked.set(section.id, one)
      if (one.ownLast.length > 0) last = one.ownLast
      return one.findings
    })
    this.known = checked
    return findings
  }

  private checkedOf(section: SectionView, last: readonly number[]): Checked {
    const known = this.known.get(section.id)
    if (known?.last.join() === last.join() && isSameNumbers(known.section, section))
      return { ...known, section }
    return { section, last, findings: checkSection(section, last), ownLast: lastOf(section) }
  }
}
