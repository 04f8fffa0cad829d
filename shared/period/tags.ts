/** The classes of words that the grammar of periods knows. Owns their names alone. */

export type Tag =
  /** A number up to three digits; `ordinal` where it was written as one. -1 is "the last". */
  | 'num'
  /** Day, month and perhaps year in figures. */
  | 'date'
  /** 05.2022 */
  | 'monthYear'
  | 'clock'
  /** 2022, 2022 г. */
  | 'year'
  /** 2021-2022, 2021/22 */
  | 'years'
  | 'month'
  | 'quarter'
  /** Полугодие. */
  | 'half'
  /** Половина (of a year or a month). */
  | 'halves'
  /** A quarter of the school year. */
  | 'term'
  | 'semester'
  | 'decade'
  | 'week'
  | 'weekday'
  /** Вторникам, выходным, Mondays: several of them. */
  | 'weekdays'
  /** Число, числа: a day of the month. */
  | 'dayNumber'
  /** День, дня, дней. */
  | 'day'
  | 'monthWord'
  | 'yearWord'
  | 'school'
  | 'season'
  | 'seasonal'
  | 'holidays'
  /** В течение, на протяжении. */
  | 'during'
  /** Весь, целый, круглый. */
  | 'whole'
  /** Период, срок. */
  | 'span'
  /** A season's or a year's neighbour that says nothing: время, сезон. */
  | 'time'
  /** Постоянно, круглогодично. */
  | 'always'
  /** Начало, середина, конец (1, 2, 3). */
  | 'part'
  | 'from'
  /** По, to: the end of a span, or a deadline where there is no beginning. */
  | 'to'
  /** До, к, не позднее. */
  | 'until'
  | 'after'
  | 'in'
  | 'not'
  | 'each'
  /** Ежемесячно, еженедельно. */
  | 'recurring'
  /** Ежегодно: in a plan of one year it says little. */
  | 'annual'
  | 'times'
  /** One, two, once, twice: a count in words. */
  | 'count'
  | 'except'
  /** Без, помимо: `except` before a time, a word elsewhere. */
  | 'without'
  /** Считая, включая: `except` behind «не» and before a time, a word elsewhere. */
  | 'counting'
  | 'and'
  | 'comma'
  | 'dash'
  | 'open'
  | 'close'
  | 'hour'
  | 'academic'
  | 'minute'
  /** What a condition hangs on: план, график, согласование. */
  | 'agreement'
  /** Запрос, необходимость, заявка. */
  | 'demand'
  /** Уточняется, TBC: by agreement by itself. */
  | 'pending'
  /** Согласно, в соответствии. */
  | 'according'
  /** При, за, on, as: may begin a condition. */
  | 'given'
  /** Итогам, результатам: the calendar word behind is no date. */
  | 'outcome'
  | 'document'
  | 'word'

export interface Token {
  tag: Tag
  /** Offsets in the text, UTF-16 units, end exclusive. */
  from: number
  to: number
  line: number
  /** A number, month, weekday, part, clock hour … by tag. */
  value: number
  ordinal: boolean
  /** A date's parts; a year's first and second. */
  day: number
  year: number | null
  text: string
  /** It stands between quotation marks: part of a name. */
  isQuoted: boolean
  /** A year that a mark joins to another figure: of a date that cannot be read («15:05:2026»). */
  isTouched: boolean
  /** Nothing that is seen stands between it and the token before. */
  isGlued: boolean
}

export interface Entry {
  tag: Tag
  value: number
}

/** A token with what its class does not use left empty. */
export const makeToken = (
  tag: Tag,
  from: number,
  to: number,
  line: number,
  rest: Partial<Token> = {},
): Token => ({
  tag,
  from,
  to,
  line,
  value: 0,
  ordinal: false,
  day: 0,
  year: null,
  text: '',
  isQuoted: false,
  isTouched: false,
  isGlued: false,
  ...rest,
})
