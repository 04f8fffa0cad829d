/**
 * A counter's value in the number formats of Word. Pure; unknown formats print as decimal.
 */
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

const MAX_ROMAN = 10_000

export const toRoman = (value: number): string => {
  if (value < 1 || value > MAX_ROMAN) return String(value)
  let rest = value
  let text = ''
  for (const [worth, letters] of ROMAN) {
    while (rest >= worth) {
      text += letters
      rest -= worth
    }
  }
  return text
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
/** Word leaves out ё, й, ъ, ы, ь in Russian lists. */
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя'

const toLetters = (value: number, alphabet: string): string => {
  if (value < 1) return String(value)
  const letter = alphabet.charAt((value - 1) % alphabet.length)
  return letter.repeat(Math.min(20, Math.floor((value - 1) / alphabet.length) + 1))
}

const FORMATS: Record<string, (value: number) => string> = {
  decimal: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  lowerRoman: toRoman,
  upperRoman: (value) => toRoman(value).toUpperCase(),
  lowerLetter: (value) => toLetters(value, LATIN),
  upperLetter: (value) => toLetters(value, LATIN).toUpperCase(),
  russianLower: (value) => toLetters(value, RUSSIAN),
  russianUpper: (value) => toLetters(value, RUSSIAN).toUpperCase(),
  ordinal: (value) => `${value}.`,
  numberInDash: (value) => `- ${value} -`,
  none: () => '',
}

/** The value as the format prints it. */
export const formatCount = (value: number, format: string): string => (FORMATS[format] ?? String)(value)
