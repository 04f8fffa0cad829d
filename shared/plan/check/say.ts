/** Findings in words of the reader's language. Owns choosing the template; the words come in as an argument. */
import { fillMessage } from '../../i18n/format.ts'
import type { checkEn } from '../../i18n/en/check.ts'
import { type PeriodLocale, monthName } from '../../period/format.ts'
import type { Finding } from './finding.ts'

export type CheckWords = Readonly<Record<keyof typeof checkEn, string>>

/** What a row brought along is told by why, and with what might stand there now. */
const carriedKey = ({ why, hint }: Finding['values']): keyof CheckWords => {
  if (why === 'named-year') return 'check.carried-named'
  if (why === 'leap') return 'check.carried-leap'
  if (why === 'weekday') return hint === '' ? 'check.carried-weekday' : 'check.carried-weekday-hint'
  return hint === '' ? 'check.carried-over' : 'check.carried-hint'
}

const keyOf = ({ code, values, item, section }: Finding): keyof CheckWords => {
  if (code === 'carried-over') return carriedKey(values)
  if (code === 'number-gap' && values.before === '') return 'check.number-start'
  if (code === 'foreign-year' && item === null && section === null) return 'check.title-year'
  return `check.${code}`
}

/** The sentence of a finding. */
export const sayFinding = (finding: Finding, words: CheckWords, locale: PeriodLocale): string => {
  const { month } = finding.values
  const values =
    typeof month === 'number' ? { ...finding.values, month: monthName(month, locale) } : finding.values
  return fillMessage(words[keyOf(finding)], values)
}
