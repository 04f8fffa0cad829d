/** What was understood of a row's dates, said quietly under them where the words do not say it themselves. */
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import type { RowView } from '../../shared/plan/view.ts'
import { useText } from '../ui/use-text.ts'
import styles from './cell.module.css'
import { useCheckPart, useSheet } from './sheet-context.ts'

export const PeriodChip = ({ row, readOnly }: { row: RowView; readOnly: boolean }) => {
  const text = useText()
  const { locale } = useIntl()
  const { session, askPeriod } = useSheet()
  const reading = useCheckPart(({ readings }) => readings.get(row.id) ?? null)
  if (reading === null || reading.look === 'plain') return null
  const { look, period } = reading
  const { year } = session.projection.view().meta
  const words = formatPeriod(period, isLocale(locale) ? locale : 'en', year)
  const title = text(`table.period.${look}`)
  if (readOnly || !askPeriod) {
    return (
      <span className={styles.chip} data-look={look} title={title} data-sheet-tool>
        {words}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={styles.chip}
      data-look={look}
      data-sheet-tool
      tabIndex={-1}
      title={title}
      aria-label={`${title}: ${words}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => askPeriod(row.id)}
    >
      {words}
    </button>
  )
}
