/** What a month's load is in words, for those who do not see its colour. Owns the wording. */
import type { MonthLoad } from '../../shared/year/load.ts'
import type { Text } from '../ui/use-text.ts'

export const loadWords = ({ events, spread, overloaded }: MonthLoad, text: Text, locale: string): string => {
  const counted = text('year.load.month', { events })
  const share = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(spread)
  const words = spread > 0 ? text('year.load.spread', { words: counted, spread: share }) : counted
  return overloaded ? text('year.load.over', { words }) : words
}
