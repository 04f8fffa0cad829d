/** Which rows the report counts and as of when, and what can be done with it. The address remembers every choice. */
import { Printer, X } from 'lucide-react'
import { SPAN_NAMES, type Span } from '../../shared/plan/span.ts'
import type { ReportAddress } from '../plan/report-address.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { FileLink } from '../ui/FileLink.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import { useLocale } from './ReportWords.tsx'
import styles from './report.module.css'

interface ReportToolsProps {
  planId: string
  address: ReportAddress
  span: Required<Span>
  onAddress: (address: ReportAddress) => void
  onClose: () => void
}

const filePath = (planId: string, format: string, locale: string, { from, to, upTo }: Span): string => {
  const query = new URLSearchParams({ lang: locale, upTo })
  if (from !== null) query.set('from', from)
  if (to !== null) query.set('to', to)
  return `/api/plans/${encodeURIComponent(planId)}/report.${format}?${query.toString()}`
}

export const ReportTools = (props: ReportToolsProps) => {
  const { planId, span, onClose } = props
  const text = useText()
  const locale = useLocale()
  return (
    <div className={styles.tools} role="group" aria-label={text('report.title')}>
      <Dates {...props} />
      <div className={styles.ways}>
        {!isWrong(span) &&
          (['docx', 'xlsx'] as const).map((format) => (
            <FileLink
              key={format}
              href={filePath(planId, format, locale, span)}
              label={`${text('report.file')}: ${text(`report.file.${format}`)}`}
            >
              {text(`report.file.${format}`)}
            </FileLink>
          ))}
        <Button small icon={<Printer />} onPress={() => window.print()}>
          {text('report.print')}
        </Button>
        <IconButton label={text('report.close')} onPress={onClose}>
          <X />
        </IconButton>
      </div>
    </div>
  )
}

const isWrong = ({ from, to }: Span): boolean => from !== null && to !== null && from > to

const NAMES = ['all', ...SPAN_NAMES, 'own'] as const

const Dates = ({ address, span, onAddress }: ReportToolsProps) => {
  const text = useText()
  const choose = (name: string) => {
    const next = NAMES.find((one) => one === name) ?? 'all'
    const limits = next === 'own' ? { from: span.from, to: span.to } : { from: null, to: null }
    onAddress({ span: next, ...limits, upTo: null })
  }
  const day = (key: 'from' | 'to' | 'upTo', error: string | null = null) => (
    <Field
      type="date"
      label={text(`report.${key}`)}
      value={span[key] ?? ''}
      error={error}
      onChange={(value) => onAddress({ ...address, [key]: value || null })}
    />
  )
  return (
    <div className={styles.dates}>
      <Pick
        label={text('report.span')}
        options={NAMES.map((name) => ({ value: name, label: text(`report.span.${name}`) }))}
        value={address.span}
        onChange={choose}
      />
      {address.span === 'own' && day('from', isWrong(span) ? text('report.wrongDates') : null)}
      {address.span === 'own' && day('to')}
      {day('upTo')}
    </div>
  )
}
