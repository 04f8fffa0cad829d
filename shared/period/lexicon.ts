/**
 * Word → its class, through typing slips: Latin letters in a Cyrillic word, a letter lost or doubled in a month's name.
 * Owns looking up; the words stand in `words-*.ts`.
 */
import { hasCyrillic, hasLatin, inCyrillic } from './chars.ts'
import type { Entry, Tag } from './tags.ts'
import { BELARUSIAN, DOTTED, ENGLISH, UKRAINIAN } from './words-uk-en.ts'
import { RUSSIAN, type WordRow } from './words-ru.ts'

const exact = new Map<string, Entry>()
/** Beginnings of words with any ending, by their first three letters. */
const stems = new Map<string, { stem: string; entry: Entry }[]>()
const dotted = new Map<string, Entry>()
const CONDITIONS: readonly Tag[] = ['agreement', 'demand']
/** Long words of time by their first letter: a slip in them is read through, too. */
const timeForms = new Map<string, { form: string; entry: Entry }[]>()
const TIMES: readonly Tag[] = ['during', 'quarter', 'half', 'recurring', 'always', 'holidays', 'decade']
const monthForms: { form: string; entry: Entry; isShort: boolean }[] = []
/** Whole names of four and five letters, in which a swap alone is read through: «март», «июля». */
const shortMonths: { form: string; entry: Entry }[] = []
const SHORT_MONTH = /^(?:март|ию[нл])[аьяеую]?$/u

/**
 * Short Ukrainian forms are a slip from words of other things: «травля» is not «травня». No Belarusian one is read
 * through slips: «студень» is not «студзень».
 */
const isSlippable = (form: string, rows: readonly WordRow[]): boolean =>
  hasCyrillic(form) && rows !== BELARUSIAN && form.length >= (rows === UKRAINIAN ? 7 : 6)

const fill = (rows: readonly WordRow[], into: Map<string, Entry>): void => {
  for (const [tag, value, forms] of rows) {
    const entry = { tag, value }
    for (const form of forms.split(' ')) {
      if (form.endsWith('~')) addStem(form.slice(0, -1), entry)
      else into.set(form, entry)
      if (tag === 'month' && isSlippable(form, rows))
        monthForms.push({ form, entry, isShort: form.length === 6 })
      if (tag === 'month' && SHORT_MONTH.test(form) && form.length > 3) shortMonths.push({ form, entry })
      if (TIMES.includes(tag) && hasCyrillic(form) && form.length > 6 && !form.endsWith('~'))
        addTime(form, entry)
    }
  }
}

const addTime = (form: string, entry: Entry): void => {
  const key = form.charAt(0)
  timeForms.set(key, [...(timeForms.get(key) ?? []), { form, entry }])
}

const addStem = (stem: string, entry: Entry): void => {
  const key = stem.slice(0, 3)
  stems.set(key, [...(stems.get(key) ?? []), { stem, entry }])
}

fill(BELARUSIAN, exact)
fill(UKRAINIAN, exact)
fill(ENGLISH, exact)
fill(RUSSIAN, exact)
fill(DOTTED, dotted)

/** Whether two words differ by one letter added, lost, changed or swapped with its neighbour. */
const isOneSlip = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let head = 0
  while (head < short.length && short[head] === long[head]) head++
  const rest = short.slice(head)
  if (short.length !== long.length) return rest === long.slice(head + 1)
  if (rest.slice(1) === long.slice(head + 1)) return true
  return rest[0] === long[head + 1] && rest[1] === long[head] && rest.slice(2) === long.slice(head + 2)
}

/** «мрат»: two letters between the first and the last have changed places. */
const isSwapped = (word: string, form: string): boolean => {
  if (word.length !== form.length) return false
  let at = 0
  while (at < word.length && word[at] === form[at]) at++
  const swapped = `${form.slice(0, at)}${form[at + 1]}${form[at]}${form.slice(at + 2)}`
  return at > 0 && at + 2 < form.length && word === swapped
}

/** A word of five letters is a short month that lost one, and not its first: «авгут». */
const slipped = (word: string): Entry | undefined => {
  if (word.length < 4 || word.length > 10) return undefined
  const short = word.length < 6 ? shortMonths.find(({ form }) => isSwapped(word, form)) : undefined
  if (short || word.length < 5) return short?.entry
  const isFive = word.length === 5
  return monthForms.find(
    ({ form, isShort }) => (!isFive || (isShort && form[0] === word[0])) && isOneSlip(word, form),
  )?.entry
}

const slippedTime = (word: string): Entry | undefined =>
  word.length < 6 || word.length > 15
    ? undefined
    : timeForms.get(word.charAt(0))?.find(({ form }) => form.at(-1) === word.at(-1) && isOneSlip(word, form))
        ?.entry

const stemmed = (word: string): Entry | undefined =>
  stems.get(word.slice(0, 3))?.find(({ stem }) => word.startsWith(stem))?.entry

/** «необх.», «заяв.», «дог-ти»: the beginning of a word that a condition hangs on. */
export const shortStem = (head: string): Entry | undefined => {
  if (head.length < 3 || head === 'пост') return undefined
  return stems
    .get(head.slice(0, 3))
    ?.find(({ stem, entry }) => stem.startsWith(head) && CONDITIONS.includes(entry.tag))?.entry
}

const find = (word: string, isDotted: boolean): Entry | undefined =>
  exact.get(word) ??
  (isDotted ? dotted.get(word) : undefined) ??
  stemmed(word) ??
  (isDotted && word.length > 3 ? shortStem(word) : undefined)

/** Whether exactly this word is known, slips apart. */
export const isKnown = (word: string): boolean => find(word, false) !== undefined

/** A whole form of the dictionary, without stems and slips. */
export const exactEntry = (word: string): Entry | undefined => exact.get(word)

/** The whole forms of the dictionary with their classes. */
export const wordsOf = (): IterableIterator<[string, Entry]> => exact.entries()

/** The class of a word in plain form; `isDotted` where a full stop follows. Undefined for any other word. */
export const lookUp = (word: string, isDotted: boolean): Entry | undefined => {
  const found = find(word, isDotted)
  if (found || word.length < 2) return found
  if (hasLatin(word)) {
    const cyrillic = inCyrillic(word)
    return hasLatin(cyrillic)
      ? undefined
      : (find(cyrillic, isDotted) ?? slipped(cyrillic) ?? slippedTime(cyrillic))
  }
  return slipped(word) ?? slippedTime(word)
}
