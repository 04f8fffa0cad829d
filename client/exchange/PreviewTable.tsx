/** A small rendition of the table as it was read. Scrolls by itself; a picture of the result, nothing to edit. */
import { Fragment, useEffect, useRef } from 'react'
import type { ColumnJson, ItemJson, PlanJson } from '../../shared/plan/json.ts'
import { useText } from '../ui/use-text.ts'
import { MiniRich } from './MiniRich.tsx'
import styles from './PreviewTable.module.css'

export const PreviewTable = ({ plan }: { plan: PlanJson }) => {
  const text = useText()
  const region = useRef<HTMLElement>(null)
  // What was chosen is gone from the page; the focus goes to what came of it, where the arrows scroll.
  useEffect(() => region.current?.focus({ preventScroll: true }), [])
  const columns = plan.columns.filter(({ hidden }) => !hidden)
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={region} className={styles.scroll} aria-label={text('exchange.table')} tabIndex={0}>
      <Front plan={plan} />
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className={key === 'number' ? styles.number : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.sections.map((section) => (
            <Fragment key={section.id}>
              <tr className={styles.band}>
                <th colSpan={columns.length} scope="rowgroup">
                  {section.title || text('exchange.section.untitled')}
                </th>
              </tr>
              {section.items.map((item) => (
                <tr key={item.id}>
                  {columns.map((column) => (
                    <td key={column.key} className={column.key === 'number' ? styles.number : undefined}>
                      <Cell item={item} column={column} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <MiniRich html={plan.front.outro.html} />
    </section>
  )
}

/** What stands above the table in print. */
const Front = ({ plan: { front, title } }: { plan: PlanJson }) => (
  <div className={styles.front}>
    {(front.agreed || front.approved) && (
      <div className={styles.blocks}>
        <p>{front.agreed}</p>
        <p>{front.approved}</p>
      </div>
    )}
    {title && <p className={styles.title}>{title}</p>}
    <MiniRich html={front.intro.html} />
  </div>
)

const Cell = ({ item, column: { key } }: { item: ItemJson; column: ColumnJson }) => {
  if (key === 'number') return item.number
  if (key === 'title') return <MiniRich html={item.title.html} />
  return key === 'period' ? item.period.text : (item.cells[key] ?? '')
}
