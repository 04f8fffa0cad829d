/**
 * Which report the address asks for (SPEC FC16): a named part of the year or own dates, and as of when. Pure; what cannot be
 * read is as if it were not there. Owns the names of the address's parameters.
 */
import { isDay } from '../../shared/plan/notes.ts'
import { SPAN_NAMES, type Span, type SpanName, spanOf } from '../../shared/plan/span.ts'

export interface ReportAddress {
  readonly span: SpanName | 'all' | 'own'
  /** Of own dates; null where there is no limit. */
  readonly from: string | null
  readonly to: string | null
  /** Null: today, or the end of the plan's year where that is over. */
  readonly upTo: string | null
}

export const WHOLE: ReportAddress = { span: 'all', from: null, to: null, upTo: null }

const SPANS = ['all', ...SPAN_NAMES, 'own'] as const
const dayIn = (value: string | null): string | null => (isDay(value) ? value : null)

/** Null where the address asks for none. */
export const readReport = (search: string): ReportAddress | null => {
  const params = new URLSearchParams(search)
  const span = SPANS.find((one) => one === params.get('report'))
  if (span === undefined) return null
  const upTo = dayIn(params.get('upTo'))
  return span === 'own'
    ? { span, from: dayIn(params.get('from')), to: dayIn(params.get('to')), upTo }
    : { span, from: null, to: null, upTo }
}

/** The part of an address behind the `?` with another report in it, or (null) with none; all else stays. */
export const withReport = (search: string, report: ReportAddress | null): string => {
  const params = new URLSearchParams(search)
  for (const key of ['report', 'from', 'to', 'upTo']) params.delete(key)
  if (report !== null) {
    params.set('report', report.span)
    for (const key of ['from', 'to', 'upTo'] as const) {
      const day = report[key]
      if (day !== null) params.set(key, day)
    }
  }
  const next = params.toString()
  return next === '' ? '' : `?${next}`
}

/** What it comes to in a plan of that year, on that day. */
export const spanIn = (
  { span, from, to, upTo }: ReportAddress,
  year: number,
  today: string,
): Required<Span> => {
  const limits =
    span === 'own' ? { from, to } : span === 'all' ? { from: null, to: null } : spanOf(span, year)
  const end = limits.to ?? spanOf('year', year).to
  return { ...limits, upTo: upTo ?? (end < today ? end : today), today }
}
