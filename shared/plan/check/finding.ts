/** What the plan checker finds: codes, how much each matters, how a finding is known again. Owns the types and the list. */
import { cutText } from '../../cut-text.ts'
import { printOf } from '../print.ts'

/** Every kind of finding with its severity. `error`: cannot be right; `warning`: probably not; `note`: worth a look. */
export const SEVERITIES = {
  'number-gap': 'warning',
  'number-double': 'warning',
  'number-order': 'warning',
  'date-missing': 'warning',
  'date-unclear': 'warning',
  'foreign-year': 'warning',
  'impossible-day': 'error',
  'end-before-start': 'error',
  'same-event': 'warning',
  'dates-mismatch': 'warning',
  'empty-section': 'note',
  'empty-row': 'note',
  'title-missing': 'warning',
  'responsible-missing': 'warning',
  'overloaded-month': 'note',
  'comment-unanswered': 'note',
  'bad-link': 'warning',
  'carried-over': 'note',
} as const

export type FindingCode = keyof typeof SEVERITIES
export type Severity = (typeof SEVERITIES)[FindingCode]

export const FINDING_CODES = Object.keys(SEVERITIES) as FindingCode[]

export const isFindingCode = (value: unknown): value is FindingCode =>
  typeof value === 'string' && Object.hasOwn(SEVERITIES, value)

export interface Finding {
  /** The same for the same fault in the same place: what a list is keyed by. */
  readonly id: string
  readonly code: FindingCode
  readonly severity: Severity
  /** Section and row that it is in; both null for the plan as a whole. */
  readonly section: string | null
  readonly item: string | null
  /** What the message names. */
  readonly values: Readonly<Record<string, string | number>>
  /** The words that it is about, as a short print: a dismissal holds while they stay. */
  readonly about: string
}

export interface Place {
  section: string | null
  item: string | null
}

/** A finding; `detail` tells two of one code in one place apart, `words` are what it is about. */
export const found = (
  code: FindingCode,
  { section, item }: Place,
  words: string,
  values: Finding['values'] = {},
  detail: string | number = '',
): Finding => ({
  id: `${code}:${item ?? section ?? 'plan'}${detail === '' ? '' : `:${detail}`}`,
  code,
  severity: SEVERITIES[code],
  section,
  item,
  values,
  about: printOf(`${code}\n${words}`),
})

/** A text short enough for a message. */
export const shortText = (text: string, length = 80): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= length ? line : `${cutText(line, length - 1).trimEnd()}…`
}
