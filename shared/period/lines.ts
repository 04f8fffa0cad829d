/** Lines of a cell → groups that are read together. Owns telling a line of its own from one that goes on with the sentence above. */
import type { Atom } from './atoms.ts'
import type { Token } from './tags.ts'

const isCalendar = ({ meaning }: Atom): boolean => meaning.type === 'calendar'
const isWholeYear = ({ meaning }: Atom): boolean =>
  meaning.type !== 'calendar' || meaning.points.every(({ grain }) => grain === 'year')

const isLower = (token: Token, text: string): boolean => {
  const char = text[token.from] ?? ''
  return char !== char.toUpperCase()
}

/** A rhythm or a condition without a time of its own: what the next line may give it. */
const isTimeless = (group: readonly Atom[]): boolean =>
  group.some(({ meaning }) => ['recurring', 'by-agreement', 'on-demand'].includes(meaning.type)) &&
  !group.some(isCalendar)

/**
 * Lines that go on with the sentence above: «В течение года,» — «по мере необходимости». One that names a time does only
 * behind a rhythm or condition that has none: «Раз в квартал» — «(март, июнь)», «По заявкам» — «в течение года».
 */
const isContinued = (
  group: readonly Atom[],
  atoms: readonly Atom[],
  tokens: readonly Token[],
  text: string,
): boolean => {
  const line = atoms[0]?.line
  const index = tokens.findIndex((token) => token.line === line)
  const [first, last] = [tokens[index], tokens[index - 1]]
  if (!first || !last) return false
  // «Ежемесячно» — «кроме июля, по согласованию»
  const isOwn = ({ isExcepted, meaning }: Atom): boolean => !isExcepted && meaning.type === 'recurring'
  if (atoms[0]?.isExcepted && !atoms.some(isOwn)) return true
  const hasTime = atoms.some(isCalendar)
  if (hasTime && !isTimeless(group)) return false
  if (last.tag === 'comma' || first.tag === 'open' || text[last.to] === ':') return true
  if (hasTime && !atoms.every(isWholeYear)) return false
  const begin = tokens.find((token) => token.line === group[0]?.line)
  return isLower(first, text) && !isLower(begin ?? first, text)
}

/** A bracket on a line of its own, behind a line that says the whole year: «В течение года» — «(март, июнь)». */
const isDetail = (group: readonly Atom[], line: number, tokens: readonly Token[]): boolean =>
  tokens.find((token) => token.line === line)?.tag === 'open' &&
  group.every(({ meaning }) => meaning.type === 'calendar' && meaning.points[0]?.grain === 'year')

const TELLING = ['calendar', 'recurring', 'by-agreement', 'on-demand']

/** «Ежегодно» on a line of its own says nothing beside a line that says when. */
export const withoutAnnual = (groups: Atom[][]): Atom[][] => {
  const isTelling = (group: Atom[]): boolean => group.some(({ meaning }) => TELLING.includes(meaning.type))
  if (!groups.some(isTelling)) return groups
  return groups.filter((group) => isTelling(group) || !group.some(({ meaning }) => meaning.type === 'annual'))
}

/** The atoms of a cell, line by line, lines of one sentence together. */
export const groupsOf = (atoms: readonly Atom[], tokens: readonly Token[], text: string): Atom[][] => {
  const groups: Atom[][] = []
  let line = -1
  for (const atom of atoms) {
    const isSame = atom.line === line
    const last = groups.at(-1)
    const here = isSame ? [] : atoms.filter((other) => other.line === atom.line)
    const isSameGroup = isSame || (last !== undefined && isContinued(last, here, tokens, text))
    if (last && (isSameGroup || isDetail(last, atom.line, tokens))) last.push(atom)
    else groups.push([atom])
    line = atom.line
  }
  return groups
}
