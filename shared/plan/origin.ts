/**
 * Where a row came from: last year's row, or the row of a department's plan that a summary gathered. Owns the shape of this
 * register and its test. It is written by the server alone, and read by whoever reads the row; what stands in the other plan
 * only its own readers are told.
 */

/** Why a carried row is to be looked at. */
export const REVIEW_REASONS = ['year', 'leap', 'weekday', 'ordinal', 'named-year'] as const
export type ReviewReason = (typeof REVIEW_REASONS)[number]

/** Words of a row that may not hold in the new year, and what might stand in their place ('' where nobody can know). */
export interface Review {
  why: ReviewReason
  words: string
  hint: string
}

/** A row of last year's plan, or (`gathered`) of a plan that the summary is made of. */
export interface Origin {
  kind: 'carried' | 'gathered'
  plan: string
  item: string
  /** The other plan's year when the row was taken. */
  year: number
  /** Carried rows: what is to be looked at, while its words stand. */
  review?: readonly Review[]
  /** Gathered rows: prints of what was taken, by the field that it was written to. */
  took?: Readonly<Record<string, string>>
}

const MOST_REVIEWS = 24
export const MOST_WORDS = 120
const MOST_FIELDS = 120

const ID = /^[A-Za-z0-9_-]{1,40}$/
const KEYS: readonly string[] = ['kind', 'plan', 'item', 'year', 'review', 'took']

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isShort = (value: unknown): boolean => typeof value === 'string' && value.length <= MOST_WORDS

const isReview = (value: unknown): value is Review =>
  isRecord(value) &&
  Object.keys(value).length === 3 &&
  (REVIEW_REASONS as readonly unknown[]).includes(value.why) &&
  isShort(value.words) &&
  value.words !== '' &&
  isShort(value.hint)

const isTook = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length <= MOST_FIELDS &&
  Object.entries(value).every(
    ([key, print]) => ID.test(key) && typeof print === 'string' && /^[a-z\d]{1,12}$/.test(print),
  )

export const isOrigin = (value: unknown): value is Origin =>
  isRecord(value) &&
  Object.keys(value).every((key) => KEYS.includes(key)) &&
  (value.kind === 'carried' || value.kind === 'gathered') &&
  [value.plan, value.item].every((id) => typeof id === 'string' && ID.test(id)) &&
  Number.isInteger(value.year) &&
  (value.review === undefined ||
    (Array.isArray(value.review) && value.review.length <= MOST_REVIEWS && value.review.every(isReview))) &&
  (value.took === undefined || isTook(value.took))

/** What fits into the register. */
export const reviewsOf = (reviews: readonly Review[]): Review[] =>
  reviews
    .filter(({ words }) => words.length > 0 && words.length <= MOST_WORDS)
    .slice(0, MOST_REVIEWS)
    .map(({ why, words, hint }) => ({ why, words, hint: hint.length > MOST_WORDS ? '' : hint }))
