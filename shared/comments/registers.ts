/**
 * The values that comments are made of: shapes and their tests. Owns nothing of where they stand; keys are
 * `plan/schema.ts`'s. A thread is about a row, a cell or words in it; messages name their thread, so two replies written
 * at once are simply two messages.
 */

/** What a thread is about: fixed when it is created. */
export interface ThreadAbout {
  row: string
  /** Column id of the cell; null where the thread is about the row. */
  column: string | null
  /** The words it was about, as they stood then; '' for a row or a whole cell. */
  quote: string
  /** Both ends of the words: encoded Yjs relative positions in base64; null where it is about no words. */
  range: readonly [start: string, end: string] | null
}

/** Whose message it is, in which thread, since when: fixed when it is created. */
export interface MessageHead {
  thread: string
  /** Identity id; the server lets nobody write under another's. */
  by: string
  /** Their name at that time. */
  name: string
  /** ms since the epoch, by the author's clock. */
  at: number
}

/** What it says: plain text with mentions as `@[Name](id)`. `at` is later than the head's once it was edited. */
export interface MessageBody {
  text: string
  at: number
}

/** Another text for a cell: fixed with its message. */
export interface Proposal {
  column: string
  /** Text of the cell when it was proposed, to show what has moved meanwhile. */
  was: string
  /** The proposed text in the plan's allow-listed HTML. */
  html: string
}

/** Who said something of a thread or a proposal, and when. */
export interface Said {
  by: string
  at: number
}

/** What became of a proposal. */
export interface Verdict extends Said {
  accepted: boolean
}

export const MAX_BODY = 10_000
export const MAX_QUOTE = 500
const MAX_RANGE = 200
const MAX_NAME = 200
/** Longest text of a cell, and longest HTML in its place, that a proposal holds. */
export const MAX_PROPOSAL = 20_000

const ID = /^[A-Za-z0-9_-]{1,40}$/
const BASE64 = /^[A-Za-z0-9+/=]{1,200}$/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isString = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max

/** The last moment that a date can hold. */
const MAX_TIME_MS = 8.64e15

const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TIME_MS

const hasOnly = (value: Record<string, unknown>, keys: readonly string[]): boolean =>
  Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key))

const isEnd = (value: unknown): boolean => isString(value, MAX_RANGE) && BASE64.test(value)

const isRange = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 2 && value.every(isEnd))

const isEntityId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)

export const isThreadAbout = (value: unknown): value is ThreadAbout =>
  isRecord(value) &&
  hasOnly(value, ['row', 'column', 'quote', 'range']) &&
  isEntityId(value.row) &&
  (value.column === null || isEntityId(value.column)) &&
  isString(value.quote, MAX_QUOTE) &&
  isRange(value.range)

export const isMessageHead = (value: unknown): value is MessageHead =>
  isRecord(value) &&
  hasOnly(value, ['thread', 'by', 'name', 'at']) &&
  isEntityId(value.thread) &&
  isString(value.by, 120) &&
  isString(value.name, MAX_NAME) &&
  isTime(value.at)

export const isMessageBody = (value: unknown): value is MessageBody =>
  isRecord(value) && hasOnly(value, ['text', 'at']) && isString(value.text, MAX_BODY) && isTime(value.at)

export const isProposal = (value: unknown): value is Proposal =>
  isRecord(value) &&
  hasOnly(value, ['column', 'was', 'html']) &&
  isEntityId(value.column) &&
  isString(value.was, MAX_PROPOSAL) &&
  isString(value.html, MAX_PROPOSAL)

export const isSaid = (value: unknown): value is Said =>
  isRecord(value) && hasOnly(value, ['by', 'at']) && isString(value.by, 120) && isTime(value.at)

export const isVerdict = (value: unknown): value is Verdict =>
  isRecord(value) &&
  hasOnly(value, ['by', 'at', 'accepted']) &&
  typeof value.accepted === 'boolean' &&
  isString(value.by, 120) &&
  isTime(value.at)
