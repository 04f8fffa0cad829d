/**
 * План/факт in the place of the sheet, live: figures by section, department and month with charts, the rows behind each, and
 * the way to its files. Owns the page; the counting is `shared/plan/report.ts`'s, which report is the address's.
 */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { type Report, doneShare, reportOf, sourceOfView } from '../../shared/plan/report.ts'
import { groupsOf, spanWords } from '../../shared/plan/report-words.ts'
import type { Department } from '../api.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { type ReportAddress, spanIn } from '../plan/report-address.ts'
import { today } from '../plan/tell-fact.ts'
import { usePlan } from '../plan/use-plan.ts'
import { useText } from '../ui/use-text.ts'
import { FigureTable } from './FigureTable.tsx'
import { Legend, ShareBar } from './Shares.tsx'
import { ReportTools } from './ReportTools.tsx'
import { REPORT_TEXTS, ReportWords, useLocale } from './ReportWords.tsx'
import styles from './report.module.css'
import { RowList } from './RowList.tsx'
import type { Shown } from './shown.ts'

export interface ReportPageProps {
  session: PlanSession
  departments: readonly Department[]
  address: ReportAddress
  onAddress: (address: ReportAddress) => void
  /** Shows a row in the plan. */
  onRow: (row: string) => void
  onClose: () => void
}

export const ReportPage = (props: ReportPageProps) => (
  <ReportWords>
    <Counted {...props} />
  </ReportWords>
)

const Counted = (props: ReportPageProps) => {
  const { session, address, onAddress, onRow, onClose } = props
  const text = useText()
  const page = useRef<HTMLElement>(null)
  const view = useDeferredValue(usePlan(session))
  const day = today()
  const span = useMemo(() => spanIn(address, view.meta.year, day), [address, view.meta.year, day])
  const report = useMemo(() => reportOf(sourceOfView(view), span), [view, span])
  useEffect(() => {
    page.current?.focus({ preventScroll: true })
    page.current?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <section ref={page} className={styles.desk} tabIndex={-1} aria-label={text('report.title')} data-report>
      <ReportTools planId={session.planId} {...{ address, span, onAddress, onClose }} />
      <div className={styles.sheet}>
        <Head {...{ report }} title={view.meta.title} organisation={view.meta.organisation} />
        {report.rows.length === 0 ? (
          <p className={styles.empty}>{text('report.empty')}</p>
        ) : (
          <Body {...props} report={report} onRow={onRow} />
        )}
      </div>
    </section>
  )
}

const Head = ({ report, title, organisation }: { report: Report; title: string; organisation: string }) => {
  const text = useText()
  const locale = useLocale()
  const { total } = report
  const share = doneShare(total)
  return (
    <header className={styles.head}>
      {organisation && <p className={styles.organisation}>{organisation}</p>}
      <h1 className={styles.title}>{text('report.heading')}</h1>
      <p className={styles.plan}>{title}</p>
      <p className={styles.span}>{spanWords(report, REPORT_TEXTS[locale], locale)}</p>
      {share !== null && (
        <>
          <p className={styles.summary}>
            {text('report.summary', {
              done: total.doneOnTime + total.doneLate,
              planned: total.planned,
              share,
            })}
          </p>
          <ShareBar figures={total} tall />
          <Legend figures={total} />
        </>
      )}
    </header>
  )
}

const Body = ({ report, departments, onRow }: ReportPageProps & { report: Report }) => {
  const locale = useLocale()
  const [shown, show] = useState<Shown | null>(null)
  const groups = useMemo(() => {
    const nameOf = (id: string) => departments.find((one) => one.id === id)?.name ?? id
    return groupsOf(report, REPORT_TEXTS[locale], locale, nameOf)
  }, [report, departments, locale])
  return (
    <>
      {groups.map((grouped) => (
        <FigureTable
          key={grouped.by}
          {...{ grouped, shown }}
          total={report.total}
          onShow={show}
          list={(own) => <RowList {...{ report, onRow }} shown={own} onClose={() => show(null)} />}
        />
      ))}
    </>
  )
}
