/** Ordinals in words, one to twenty, with the ending that stands: «Пятый» → «Шестой», «третьего» → «четвёртого». Pure. */
import { inCaseOf } from '../../period/month-forms.ts'

const STEMS = [
  'перв',
  'втор',
  'трет',
  'четверт',
  'пят',
  'шест',
  'седьм',
  'восьм',
  'девят',
  'десят',
  'одиннадцат',
  'двенадцат',
  'тринадцат',
  'четырнадцат',
  'пятнадцат',
  'шестнадцат',
  'семнадцат',
  'восемнадцат',
  'девятнадцат',
  'двадцат',
]

const HARD = 'ый ая ое ые ого ой ому ую ым ом ых ыми'.split(' ')
/** Stressed on the ending. */
const STRESSED = 'ой ая ое ые ого ой ому ую ым ом ых ыми'.split(' ')
const SOFT = 'ий ья ье ьи ьего ьей ьему ью ьим ьем ьих ьими'.split(' ')
const STRESSED_ONES = new Set([2, 6, 7, 8])

const endingsOf = (value: number): readonly string[] => {
  if (value === 3) return SOFT
  return STRESSED_ONES.has(value) ? STRESSED : HARD
}

const ENGLISH =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )

/** The ordinal `delta` on, in the form of `word`; null for other words and beyond twenty. */
export const nextOrdinalWord = (word: string, delta: number): string | null => {
  const low = word.toLowerCase().replaceAll('ё', 'е')
  const english = ENGLISH.indexOf(low)
  if (english >= 0) {
    const next = ENGLISH[english + delta]
    return next === undefined ? null : inCaseOf(word, next)
  }
  const at = STEMS.findIndex((stem, index) => {
    const ending = low.slice(stem.length)
    return low.startsWith(stem) && endingsOf(index + 1).includes(ending)
  })
  if (at < 0) return null
  const stem = STEMS[at + delta]
  const ending = low.slice(STEMS[at]?.length)
  // «шестой» is he and of her: with a stressed ending he comes first, as in a title.
  const form = endingsOf(at + 1).indexOf(ending)
  const next = endingsOf(at + delta + 1)[form]
  if (stem === undefined || next === undefined) return null
  return inCaseOf(word, (stem === 'четверт' ? 'четвёрт' : stem) + next)
}
