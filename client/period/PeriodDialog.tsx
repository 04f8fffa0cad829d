/** How the dates of a row are understood, and the correction of it. Owns the form; the reading itself is the parser's. */
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { type Locale, isLocale } from '../../shared/i18n/locale.ts'
import { formatPeriod } from '../../shared/period/format.ts'
import { type PeriodReading, setPeriodFix } from '../../shared/plan/edit-notes.ts'
import { isFixOf } from '../../shared/plan/notes.ts'
import { contextOf, periodOf } from '../../shared/plan/period-text.ts'
import type { RowView, SectionView } from '../../shared/plan/view.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useGone } from '../plan/use-gone.ts'
import { usePlanPart } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import { PeriodFields } from './PeriodFields.tsx'
import { PeriodWords } from './PeriodWords.tsx'
import styles from './period.module.css'
import { type Draft, type WrongPart, draftOf, readingOf } from './draft.ts'

export interface PeriodDialogProps {
  session: PlanSession
  row: string
  onClose: () => void
}

const find = (
  sections: readonly SectionView[],
  id: string,
): { row: RowView; section: SectionView } | null => {
  for (const section of sections) {
    const row = section.rows.find((one) => one.id === id)
    if (row) return { row, section }
  }
  return null
}

export const PeriodDialog = (props: PeriodDialogProps) => (
  <PeriodWords>
    <Opened {...props} />
  </PeriodWords>
)

const Opened = ({ session, row: id, onClose }: PeriodDialogProps) => {
  const text = useText()
  const sections = usePlanPart(session, (view) => view.sections)
  const year = usePlanPart(session, ({ meta }) => meta.year)
  const found = find(sections, id)
  useGone(found === null, onClose)
  if (!found) return null
  return (
    <Dialog open title={text('period.title')} size="narrow" onClose={onClose}>
      <Form {...{ session, year, onClose, ...found }} />
    </Dialog>
  )
}

interface FormProps {
  session: PlanSession
  row: RowView
  section: SectionView
  year: number
  onClose: () => void
}

const useLanguage = (): Locale => {
  const { locale } = useIntl()
  return isLocale(locale) ? locale : 'en'
}

const write = ({ session, row }: FormProps, reading: PeriodReading | null): boolean => {
  session.undo.cut()
  const isDone = setPeriodFix(session.editing, row.id, reading)
  session.undo.cut()
  return isDone
}

const Form = (props: FormProps) => {
  const { row, section, year, onClose } = props
  const text = useText()
  const language = useLanguage()
  const blocks = row.cells.period ?? []
  const period = periodOf(blocks, contextOf(year, section.title), row.fix)
  const [draft, setDraft] = useKept<Draft>(`period ${row.id}`, () => draftOf(period))
  const [wrong, setWrong] = useState<WrongPart | null>(null)
  const isStale = row.fix !== null && !isFixOf(row.fix, blocks)
  const submit = () => {
    const reading = readingOf(draft, year)
    if (typeof reading === 'string') setWrong(reading)
    else if (write(props, reading)) onClose()
  }
  const reset = () => {
    write(props, null)
    onClose()
  }
  const said = formatPeriod(period, language, year)
  return (
    <DialogForm onSubmit={submit}>
      <DialogBody>
        <p className={styles.words}>
          {period.text ? text('period.words', { words: period.text }) : text('period.words.none')}
        </p>
        {said && (
          <p className={styles.said}>
            {text(period.corrected ? 'period.corrected' : 'period.understood', { reading: said })}
          </p>
        )}
        {isStale && <p className={styles.stale}>{text('period.stale')}</p>}
        <PeriodFields {...{ draft, wrong, language }} onChange={setDraft} />
        <p className={styles.kept}>{text('period.kept')}</p>
      </DialogBody>
      <DialogActions>
        {row.fix !== null && <Button onPress={reset}>{text('period.reset')}</Button>}
        <Button look="main" type="submit">
          {text('period.save')}
        </Button>
      </DialogActions>
    </DialogForm>
  )
}
