/** The year on paper: a table over one landscape page, over several with its head on each where the rows are many. Owns its look. */
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Year, YearGroup } from '../../shared/year/year.ts'
import { useHue } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'
import { useGroupName } from './Band.tsx'
import { Legend } from './Legend.tsx'
import { Today, useToday } from './Lines.tsx'
import { LoadTable, MonthHeads } from './LoadTable.tsx'
import { Marks } from './Marks.tsx'
import styles from './print.module.css'
import { useYear } from './year-context.ts'

/** Lines that fit on a page of A4 beside the head and the load; more go over pages at ease. */
const FITS = 44
const ROOM_MM = 146
const TIGHT_MM = 3.3
const EASY_MM = 5.2

const heightOf = (lines: number): number =>
  lines > FITS ? EASY_MM : Math.max(TIGHT_MM, Math.min(EASY_MM, ROOM_MM / Math.max(1, lines)))

const Row = ({ dated, isFirst }: { dated: DatedRow; isFirst: boolean }) => {
  const { year, locale } = useYear()
  const text = useText()
  const today = useToday()
  const { row, period } = dated
  return (
    <tr data-state={row.state} data-first={isFirst || undefined}>
      <td className={styles.number}>{row.number.replace(/\.$/, '')}</td>
      <td className={styles.title}>{blocksToLine(row.cells.title ?? []) || text('row.untitled')}</td>
      <td colSpan={12} className={styles.lane}>
        <div>
          <Marks {...{ period, year, locale }} />
          {today !== null && <Today at={today} />}
        </div>
      </td>
    </tr>
  )
}

const Group = ({ group }: { group: YearGroup }) => {
  const name = useGroupName(group)
  return (
    <tbody data-hue={useHue(group.department)}>
      <tr className={styles.band}>
        <th colSpan={14} scope="colgroup">
          <span>{name}</span>
        </th>
      </tr>
      {group.rows.map((dated, at) => (
        <Row key={dated.row.id} dated={dated} isFirst={at === 0} />
      ))}
    </tbody>
  )
}

export const Printed = ({ year, title, isFiltered }: { year: Year; title: string; isFiltered: boolean }) => {
  const { year: number } = useYear()
  const text = useText()
  const style = { '--line-height': `${heightOf(year.lines.length)}mm` } as React.CSSProperties
  return (
    <div className={styles.printed} style={style} data-printed>
      <h1>{text('year.print.page', { title: title || text('plan.untitled'), year: number })}</h1>
      <LoadTable load={year.load} isFiltered={isFiltered} now={null} isOpen onToggle={null} />
      <table className={styles.rows}>
        <colgroup>
          <col className={styles.numbers} />
          <col className={styles.titles} />
        </colgroup>
        <thead>
          <tr>
            <td colSpan={2} />
            <MonthHeads now={null} />
          </tr>
        </thead>
        {year.groups.map((group) => (
          <Group key={group.id} group={group} />
        ))}
      </table>
      <Legend />
    </div>
  )
}
