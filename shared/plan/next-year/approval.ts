/**
 * The blocks above a plan, «СОГЛАСОВАНО» and «УТВЕРЖДАЮ»: next year's is signed on another day by another order (SPEC NY6).
 * Owns emptying what was filled in; the years beside are `years.ts`'s.
 */
import type { Found, Years } from './found.ts'

const MONTHS =
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня'
const WORDS = new RegExp(
  `([«"“„]\\s?)?(?<!\\d)(\\d{1,2})(\\s?[»"”])?\\s+(?:${MONTHS})\\s+((?:19|20|21)\\d\\d)(?!\\d)`,
  'giu',
)
const DIGITS = /(?<!\d)\d{1,2}\.\d{1,2}\.((?:19|20|21)\d\d)(?!\d)/gu
const NUMBER = /(№\s?)([\p{L}\d][\p{L}\d/-]*)/gu

const isNear = (year: string, own: number): boolean => Math.abs(Number(year) - own) <= 1

const filledIn = (from: number, whole: string, text: string): Found => ({
  from,
  to: from + whole.length,
  text,
  why: 'approval',
  sureness: 'done',
})

/** Dates of signing and numbers of orders, each with the blank that takes its place. */
export const approvalsIn = (text: string, { from, to }: Years): Found[] => {
  const next = (year: string) => Number(year) + to - from
  const words = [...text.matchAll(WORDS)].flatMap(({ 0: whole, 1: open, 3: close, 4: year = '', index }) =>
    isNear(year, from)
      ? [
          filledIn(
            index,
            whole,
            `${open?.trim() ?? '«'}___${close?.trim() ?? '»'} ____________ ${next(year)}`,
          ),
        ]
      : [],
  )
  const digits = [...text.matchAll(DIGITS)].flatMap(({ 0: whole, 1: year = '', index }) =>
    isNear(year, from) ? [filledIn(index, whole, `___.___.${next(year)}`)] : [],
  )
  const numbers =
    words.length + digits.length === 0
      ? []
      : [...text.matchAll(NUMBER)].map(({ 0: whole, 1: sign = '', index }) =>
          filledIn(index, whole, `${sign}____`),
        )
  return [...words, ...digits, ...numbers]
}
