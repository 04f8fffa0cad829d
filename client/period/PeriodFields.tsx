/** The fields of a reading: kind, months or days, hours. Owns the arrangement. */
import type { Locale } from '../../shared/i18n/locale.ts'
import { monthName } from '../../shared/period/format.ts'
import type { PeriodKind } from '../../shared/plan/json.ts'
import { PERIOD_KINDS } from '../../shared/plan/notes.ts'
import { Checks } from '../ui/Checks.tsx'
import { Field } from '../ui/Field.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import type { Draft, WrongPart } from './draft.ts'
import styles from './period.module.css'

export interface PeriodFieldsProps {
  draft: Draft
  /** What was found when it was to be saved. */
  wrong: WrongPart | null
  language: Locale
  onChange: (draft: Draft) => void
}

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

const isKind = (value: string): value is PeriodKind => (PERIOD_KINDS as readonly string[]).includes(value)

export const PeriodFields = ({ draft, wrong, language, onChange }: PeriodFieldsProps) => {
  const text = useText()
  const kinds = PERIOD_KINDS.filter((kind) => kind !== 'none').map((kind) => ({
    value: kind,
    label: text(`period.kind.${kind}` as 'period.kind.dates'),
  }))
  const months = MONTHS.map((month) => ({ value: String(month), label: monthName(month, language) }))
  return (
    <div className={styles.fields}>
      <Pick
        label={text('period.kind')}
        options={kinds}
        value={draft.kind}
        onChange={(kind) => isKind(kind) && onChange({ ...draft, kind })}
      />
      {draft.kind === 'dates' ? (
        <div className={styles.days}>
          <Field
            type="date"
            label={text('period.start')}
            value={draft.start}
            onChange={(start) => onChange({ ...draft, start })}
          />
          <Field
            type="date"
            label={text('period.end')}
            value={draft.end}
            onChange={(end) => onChange({ ...draft, end })}
            error={wrong === 'days' ? text('period.days.wrong') : null}
          />
        </div>
      ) : (
        <div className={styles.months}>
          <Checks
            columns
            label={text('period.months')}
            options={months}
            value={draft.months}
            onChange={(next) => onChange({ ...draft, months: next })}
          />
        </div>
      )}
      <Field
        short
        inputMode="decimal"
        label={text('period.hours')}
        value={draft.hours}
        onChange={(hours) => onChange({ ...draft, hours })}
        error={wrong === 'hours' ? text('period.hours.wrong') : null}
      />
    </div>
  )
}
