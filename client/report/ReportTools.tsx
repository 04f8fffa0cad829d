/** Which rows the report counts and as of when, and what can be done with it. The address remembers every choice. */
import { Printer, X } from 'lucide-react'
import { SPAN_NAMES, type Span } from '../../shared/plan/report.ts'
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

export const ReportTools = ({ planId, address, span, onAddress, onClose }: ReportToolsProps) => {
  const text = useText()
  const locale = useLocale()
  const names = ['all', ...SPAN_NAMES, 'own'] as const
  const isOwn = address.span === 'own'
  const isWrong = span.from !== null && span.to !== null && span.from > span.to
  const choose = (name: string) => {
    const next = names.find((one) => one === name) ?? 'all'
    onAddress({
      span: next,
      from: next === 'own' ? span.from : null,
      to: next === 'own' ? span.to : null,
      upTo: null,
    })
  }
  return (
    <div className={styles.tools} role="group" aria-label={text('report.title')}>
      <div className={styles.dates}>
        <Pick
          label={text('report.span')}
          options={names.map((name) => ({ value: name, label: text(`report.span.${name}`) }))}
          value={address.span}
          onChange={choose}
        />
        {isOwn && (
          <Field
            type="date"
            label={text('report.from')}
            value={span.from ?? ''}
            error={isWrong ? text('report.wrongDates') : null}
            onChange={(from) => onAddress({ ...address, from: from || null })}
          />
        )}
        {isOwn && (
          <Field
            type="date"
            label={text('report.to')}
            value={span.to ?? ''}
            onChange={(to) => onAddress({ ...address, to: to || null })}
          />
        )}
        <Field
          type="date"
          label={text('report.upTo')}
          value={span.upTo}
          onChange={(upTo) => onAddress({ ...address, upTo: upTo || null })}
        />
      </div>
      <div className={styles.ways}>
        {!isWrong &&
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
