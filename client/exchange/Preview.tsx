/** What was read from the file: its facts, its sections, its warnings, and the table itself. Shows, decides nothing. */
import type { PlanJson } from '../../shared/plan/json.ts'
import type { Imported } from '../api.ts'
import { useText } from '../ui/use-text.ts'
import styles from './Preview.module.css'
import { PreviewTable } from './PreviewTable.tsx'
import { Warnings } from './Warnings.tsx'

export interface PreviewProps {
  fileName: string
  read: Imported
}

export const Preview = ({ fileName, read: { plan, warnings } }: PreviewProps) => {
  const text = useText()
  const summary = useSummary(plan)
  return (
    <div className={styles.preview}>
      <div className={styles.about}>
        <p className={styles.source}>{text('exchange.read', { file: fileName })}</p>
        <h3 className={styles.title}>{plan.title || text('home.plan.untitled')}</h3>
        <p className={styles.summary}>{summary}</p>
        <Facts plan={plan} />
        <Warnings warnings={warnings} />
        <Sections plan={plan} />
      </div>
      <PreviewTable plan={plan} />
    </div>
  )
}

/** "8 sections, 35 rows": the first thing to compare with the file. */
const useSummary = ({ sections }: PlanJson): string => {
  const text = useText()
  return text('exchange.summary', {
    sections: text('exchange.sections.count', { count: sections.length }),
    rows: text('exchange.rows', { count: sections.reduce((sum, { items }) => sum + items.length, 0) }),
  })
}

const Facts = ({ plan }: { plan: PlanJson }) => {
  const text = useText()
  return (
    <dl className={styles.facts}>
      <dt>{text('exchange.year')}</dt>
      <dd>{plan.year}</dd>
      <dt>{text('exchange.organisation')}</dt>
      <dd>
        {plan.organisation || <span className={styles.missing}>{text('exchange.organisation.none')}</span>}
      </dd>
      <dt>{text('exchange.columns')}</dt>
      <dd>{plan.columns.map(({ title }) => title).join(' · ')}</dd>
    </dl>
  )
}

const Sections = ({ plan }: { plan: PlanJson }) => {
  const text = useText()
  return (
    <section className={styles.sections}>
      <h4 className={styles.heading}>{text('exchange.sections')}</h4>
      <ol className={styles.list}>
        {plan.sections.map((section) => (
          <li key={section.id}>
            <span>{section.title || text('exchange.section.untitled')}</span>
            <span className={styles.count}>{text('exchange.rows', { count: section.items.length })}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
