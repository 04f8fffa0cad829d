/** What was read from the file: its facts, its sections, its warnings, and the table itself. Shows, decides nothing. */
import type { PlanJson } from '../../shared/plan/json.ts'
import { type ReactNode, useState } from 'react'
import type { ImportMapping } from '../../shared/plan/table-mapping.ts'
import { Button } from '../ui/Button.tsx'
import { ColumnsMapping } from './ColumnsMapping.tsx'
import { NO_MAPPING } from './import-state.ts'
import { isMapped, withRow } from './mapping.ts'
import type { Imported } from '../api.ts'
import { useText } from '../ui/use-text.ts'
import styles from './Preview.module.css'
import { PreviewTable } from './PreviewTable.tsx'
import { type Place, Warnings } from './Warnings.tsx'

export interface PreviewProps {
  fileName: string
  read: Imported
  mapping: ImportMapping
  /** A corrected reading is on its way. */
  updating: boolean
  /** Nothing can be corrected any more. */
  fixed: boolean
  onMap: (mapping: ImportMapping) => void
  /** What is asked beside the columns. */
  children?: ReactNode
}

export const Preview = ({ fileName, read, mapping, updating, fixed, onMap, children }: PreviewProps) => {
  const { plan, warnings, source } = read
  const text = useText()
  const summary = useSummary(plan)
  const [shown, setShown] = useState<Place | null>(null)
  return (
    <div className={styles.preview}>
      <div className={styles.about}>
        <p className={styles.source}>{text('exchange.read', { file: fileName })}</p>
        <h3 className={styles.title}>{plan.title || text('home.plan.untitled')}</h3>
        <p className={styles.summary}>{summary}</p>
        <Facts plan={plan} />
        {source && <ColumnsMapping source={source} mapping={mapping} isDisabled={fixed} onChange={onMap} />}
        {isMapped(mapping) && !fixed && (
          <Button look="quiet" onPress={() => onMap(NO_MAPPING)}>
            {text('mapping.reset')}
          </Button>
        )}
        {children}
        <Warnings warnings={warnings} plan={plan} onShow={setShown} />
        <Sections plan={plan} />
      </div>
      <div className={styles.picture}>
        <output className={styles.updating}>{updating ? text('mapping.updating') : ''}</output>
        <PreviewTable
          plan={plan}
          shown={shown}
          places={fixed ? null : (source?.sections ?? null)}
          onTell={(place, as) => onMap(withRow(mapping, place, as))}
        />
      </div>
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
