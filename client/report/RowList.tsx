/** The rows behind a figure: what each is, when it was due, what became of it; each leads to its place in the plan. */
import { ExternalLink, X } from 'lucide-react'
import type { Report, ReportRow } from '../../shared/plan/report.ts'
import { dayWords, toldLines } from '../../shared/plan/report-words.ts'
import { isEvidence } from '../../shared/plan/facts.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useText } from '../ui/use-text.ts'
import { REPORT_TEXTS, useLocale } from './ReportWords.tsx'
import styles from './report.module.css'
import { type Shown, rowsBehind } from './shown.ts'

interface RowListProps {
  report: Report
  shown: Shown
  onRow: (row: string) => void
  onClose: () => void
}

export const RowList = ({ report, shown, onRow, onClose }: RowListProps) => {
  const text = useText()
  const rows = rowsBehind(report, shown)
  const title = `${shown.name}: ${text(`report.figure.${shown.figure}`).toLowerCase()}`
  return (
    <div className={styles.list} role="group" aria-label={title}>
      <p className={styles.listHead}>
        <b>{title}</b>
        <span>{text('report.rows', { count: rows.length })}</span>
        <IconButton small label={text('report.rows.close')} onPress={onClose}>
          <X />
        </IconButton>
      </p>
      <ul>
        {rows.map((row) => (
          <Line key={row.item} row={row} onRow={onRow} />
        ))}
      </ul>
    </div>
  )
}

const Line = ({ row, onRow }: { row: ReportRow; onRow: RowListProps['onRow'] }) => {
  const text = useText()
  const locale = useLocale()
  const { fact, state } = row
  const when =
    fact.on === undefined ? (state === 'done' ? text('report.undated') : '') : dayWords(fact.on, locale)
  const figure = text(`report.figure.${row.outcome}`)
  // Behind a dash it goes on with a sentence.
  const outcome = row.period === '' ? figure : figure.toLowerCase()
  const told = toldLines(row, REPORT_TEXTS[locale])
  return (
    <li>
      <button
        type="button"
        className={styles.rowTitle}
        title={text('report.jump')}
        onClick={() => onRow(row.item)}
      >
        {row.number && <span>{row.number}</span>}
        {row.title || text('report.section.none')}
      </button>
      <p className={styles.rowWords}>
        <i data-outcome={row.outcome} />
        {[row.period.replaceAll('\n', ' · '), when === '' ? outcome : `${outcome}, ${when}`]
          .filter((words) => words !== '')
          .join(' — ')}
        {fact.participants !== undefined &&
          ` · ${text('report.column.participants')}: ${fact.participants.toLocaleString(locale)}`}
      </p>
      {told.map((line) => (
        <p key={line} className={styles.told}>
          {line}
        </p>
      ))}
      {isEvidence(fact.link) && (
        <a className={styles.link} href={fact.link} target="_blank" rel="noopener noreferrer nofollow">
          <ExternalLink aria-hidden="true" />
          {fact.link.replace(/^https?:\/\//i, '')}
        </a>
      )}
    </li>
  )
}
