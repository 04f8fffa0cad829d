/** Tokens → atoms, from left to right, the first rule that fits. Owns the order of the rules and the lists' shared years. */
import type { Atom, CalendarAtom, Meaning, Point } from './atoms.ts'
import { dropMoved, isTold, readForeign } from './asides.ts'
import { readCalendar } from './calendar.ts'
import { readClock, readHours } from './clock.ts'
import { readCondition } from './condition.ts'
import { Cursor } from './cursor.ts'
import { endsException } from './exceptions.ts'
import { readPlace } from './places.ts'
import { readRecurring } from './recurring.ts'
import { readRelative } from './relative.ts'
import { resolveCalendar } from './resolve.ts'
import type { Token } from './tags.ts'

const RULES: readonly ((cursor: Cursor) => Meaning | null)[] = [
  readCondition,
  readRecurring,
  readHours,
  readClock,
  readCalendar,
  readRelative,
]

const readOne = (cursor: Cursor): Meaning | null => {
  for (const rule of RULES) {
    const found = rule(cursor)
    if (found) return found
  }
  return null
}

interface Frame {
  depth: number
  /** Where «кроме» stands whose list is read, null where there is none. */
  except: number | null
  /** The months that it has taken out so far. */
  excepted: number
  /** Where the quotation began that is read. */
  quote: number
}

/** Brackets opened and «кроме» said between two atoms. */
const pass = (frame: Frame, tokens: readonly Token[], start: number, end: number): void => {
  for (let at = start; at < end; at++) {
    const token = tokens[at]
    if (token?.tag === 'open') frame.depth++
    else if (token?.tag === 'except') {
      frame.except = at
      frame.excepted = 0
    } else if (token?.tag === 'close') {
      frame.depth = Math.max(0, frame.depth - 1)
      frame.except = null
    }
  }
}

/** «кроме среды, в июле»: what is no more of what was taken out ends it. */
const except = (frame: Frame, meaning: Meaning, cursor: Cursor, start: number): void => {
  if (frame.except === null) return
  const between = cursor.tokens.slice(frame.except + 1, start)
  const own = cursor.tokens.slice(start, cursor.at)
  if (endsException(meaning, { between, own, months: frame.excepted, year: cursor.year })) frame.except = null
  else if (meaning.type === 'calendar') frame.excepted |= resolveCalendar(meaning, cursor.year).months
}

/** The atoms of the tokens of a plan of `year`, in order. */
export const scan = (tokens: readonly Token[], year: number): Atom[] => {
  const cursor = new Cursor(tokens, year)
  const atoms: Atom[] = []
  const frame: Frame = { depth: 0, except: null, excepted: 0, quote: 0 }
  while (cursor.at < tokens.length) {
    const start = cursor.at
    const token = tokens[start]
    if (!token?.isQuoted || !tokens[start - 1]?.isQuoted) frame.quote = start
    if (token && start > 0 && token.line !== tokens[start - 1]?.line) frame.except = null
    const meaning = readForeign(cursor) || readPlace(cursor) ? null : readOne(cursor)
    if (!meaning) {
      if (cursor.at === start) cursor.at++
      pass(frame, tokens, start, cursor.at)
      continue
    }
    except(frame, meaning, cursor, start)
    const atom = placed(meaning, tokens, { start, end: cursor.at }, frame, atoms.at(-1))
    if (!isNameOf(atom, frame, tokens)) atoms.push(atom)
    pass(frame, tokens, start, cursor.at)
  }
  dropMoved(atoms, tokens)
  return atoms
}

/** What days in quotation marks follow that are no name: «дата проведения «15 мая»», «срок сдачи «до 1 июня»». */
const OF_TIME =
  /^(?:дат|врем|период|провед|сдач|реж|начал|оконч|открыт|закрыт|дедлайн|термін|срок|строк|date|time|due)/u

/** «зал «Весна»», «конкурс «Весна – 2026»»: what it is stands before its name. */
const isNameOf = ({ isNamed, line }: Atom, { quote }: Frame, tokens: readonly Token[]): boolean => {
  const before = tokens[quote - 1]
  return isNamed && before?.tag === 'word' && before.line === line && !isTimes(before, tokens[quote - 2])
}

const isTimes = (word: Token, before: Token | undefined): boolean =>
  OF_TIME.test(word.text) || before?.tag === 'span' || (before?.tag === 'word' && OF_TIME.test(before.text))

const placed = (
  meaning: Meaning,
  tokens: readonly Token[],
  { start, end }: { start: number; end: number },
  frame: Frame,
  before: Atom | undefined,
): Atom => {
  const line = tokens[start]?.line ?? 0
  const between = tokens.slice(before?.end ?? 0, start)
  const isListed =
    before !== undefined &&
    before.line === line &&
    between.every(({ tag }) => ['comma', 'and', 'clock', 'weekday', 'open', 'close'].includes(tag))
  return {
    meaning,
    start,
    end,
    line,
    isBracketed: frame.depth > 0,
    isExcepted: frame.except !== null,
    isListed,
    isNamed: tokens[start]?.isQuoted === true && tokens[end - 1]?.isQuoted === true,
    isAside: isTold(meaning, tokens[start], tokens[start - 1]),
  }
}

const hasYear = (points: readonly Point[]): boolean =>
  points.some(({ first, last }) => first.y !== null || last.y !== null)

const give = (points: readonly Point[], year: number): void => {
  for (const point of points) {
    point.last.y ??= year
    point.first.y ??= year
  }
}

/** «май, сентябрь 2017 г.»: the year at the end of a list is everybody's; so is one that stands before. */
export const shareYears = (atoms: readonly Atom[]): void => {
  for (let at = atoms.length - 1; at > 0; at--) {
    const [before, atom] = [atoms[at - 1]?.meaning, atoms[at]]
    if (!atom?.isListed || atom.meaning.type !== 'calendar' || before?.type !== 'calendar') continue
    const year = atom.meaning.points[0]?.first.y ?? null
    if (year !== null && !atom.meaning.isBare && !hasYear(before.points)) give(before.points, year)
  }
  shareLeads(atoms)
  shareBareYears(atoms)
}

/** «с 15 мая, до 20 мая»: the comma parts no span. */
const closeSpan = (from: CalendarAtom, until: CalendarAtom): void => {
  const [first, last] = [from.points[0], until.points[0]]
  if (first?.grain !== 'day' || !last) return
  from.shape = 'range'
  from.points = [first, last]
}

/** «до 1 февраля, 1 мая»: the deadline's word is everybody's. */
const shareLeads = (atoms: readonly Atom[]): void => {
  atoms.forEach((atom, index) => {
    const before = atoms[index - 1]?.meaning
    if (!atom.isListed || atom.meaning.type !== 'calendar' || before?.type !== 'calendar') return
    const isDays = atom.meaning.points[0]?.grain === 'day'
    if (before.shape === 'from' && atom.meaning.shape === 'until' && isDays) closeSpan(before, atom.meaning)
    if (before.shape === 'until' && atom.meaning.shape === 'points' && isDays) atom.meaning.shape = 'until'
  })
}

const shareBareYears = (atoms: readonly Atom[]): void => {
  let year: number | null = null
  for (const { meaning } of atoms) {
    if (meaning.type !== 'calendar') continue
    if (meaning.isBare) year = meaning.points[0]?.first.y ?? null
    else if (year !== null && !hasYear(meaning.points)) give(meaning.points, year)
  }
}
