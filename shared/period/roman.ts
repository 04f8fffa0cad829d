/** Roman numbers as they stand in plans: I, ІІ with Ukrainian letters, П and Ш for II and III, l for I, 1V. Owns reading them. */
import { type Token, makeToken } from './tags.ts'

/** The look-alikes of the numbers that plans count quarters, weeks and decades with. */
const LETTERS: Record<string, string> = {
  і: 'i',
  l: 'i',
  '|': 'i',
  '!': 'i',
  п: 'ii',
  ш: 'iii',
  у: 'v',
  y: 'v',
  х: 'x',
}
const SHAPE =
  /(?:[ivxlіпшуyх|!]|1(?=[ivуy])){1,9}(?:\s?-?\s?(?:ый|ой|ий|ая|ое|ье|го|ом|й|е|я|м)(?!\p{L}))?(?:(?!['\p{L}\d|])|(?=кв))/uy
const VALUES: Record<string, number> = {
  i: 1,
  ii: 2,
  iii: 3,
  iiii: 4,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
  x: 10,
  xi: 11,
  xii: 12,
}

const valueOf = (shape: string): number | undefined => {
  const digits = shape
    .replace(/ (?=[iіvу](?: |$))/gu, '')
    .replace(/[\s-].*$|(?:ый|ой|ий|ая|ое|ье|го|ом|й|е|я|м)$/u, '')
    .replaceAll('1', 'i')
  const plain = Array.from(digits, (letter) => LETTERS[letter] ?? letter).join('')
  return VALUES[plain]
}

/** «I V квартал»: a number that was set wide. */
const WIDE = /[iі](?: [iіvу]){1,2}(?=\s?-?\s?(?:кв|полуг|четв|декад|недел))/uy
const wide = (text: string, at: number): string | null => {
  WIDE.lastIndex = at
  return text[at + 1] === ' ' ? (WIDE.exec(text)?.[0] ?? null) : null
}

const matchShape = (text: string, at: number): string | undefined => {
  SHAPE.lastIndex = at
  return SHAPE.exec(text)?.[0]
}

/** Letters that are prepositions or words of their own and no number by themselves. */
const ALONE = new Set(['у', 'y', 'х', 'x', '|', '!', 'v'])

/** Whether a number was written in Roman figures: «II», «Пй», «1V». */
export const isRoman = (token: Token | undefined): boolean =>
  token?.ordinal === true &&
  /^(?:[ivxlіпшуyх|!]|1[ivуy])/u.test(token.text) &&
  valueOf(token.text) !== undefined

/** The roman number at `at` as an ordinal, null where there is none. */
export const readRoman = (text: string, at: number, line: number): Token | null => {
  const first = text[at] ?? ''
  if (!'ivxlіпшу1y|х'.includes(first) || /[\p{L}\d]/u.test(text[at - 1] ?? '')) return null
  const found = wide(text, at) ?? matchShape(text, at)
  if (found === undefined || ALONE.has(found)) return null
  const value = valueOf(found)
  if (value === undefined) return null
  if (found === 'і' || found === 'i') {
    // The Ukrainian "and" between two things is no number.
    const next = /^\s*-?\s*([\p{L}]+|\d)/u.exec(text.slice(at + 1, at + 16))?.[1] ?? ''
    const isCounting = /(?:^|[^\p{L}])(?:кв|квартал|полугодие)\.? ?$/u.test(
      text.slice(Math.max(0, at - 12), at),
    )
    const isJoint = /^\s+и\s+(?:[ivxlш|]|п\b)+(?!\p{L})/u.test(text.slice(at + 1, at + 12))
    if (
      !isJoint &&
      !isCounting &&
      !/^(?:кв|пол|п|декад|недел|нед|чет|тиж|пів|і|i|v|тер|трим|сем)/u.test(next) &&
      !/^\s*[-,/]/.test(text.slice(at + 1, at + 4))
    )
      return null
  }
  return makeToken('num', at, at + found.length, line, { value, ordinal: true, text: found })
}
