/** The year on paper: a table over one landscape page, over several with its head on each where the rows are many. Owns its look. */
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { DatedRow } from '../../shared/plan/dated.ts'
import type { Year, YearGroup } from '../../shared/year/year.ts'
import { useHue } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'
import { useGroupName } from './Band.tsx'
import { Legend } from './Legend.tsx'
import { Today, useToday } from './Lines.tsx'
import { LoadRows, MonthHeads } from './LoadTable.tsx'
import { Marks } from './Marks.tsx'
import styles from './print.module.css'
import { useYear } from './year-context.ts'

/** Mm of an A4 page across for the rows and the load; how high a row is at least and at most, a band in rows, a line of the load. */
const ROOM = 166
const [TIGHT, EASY] = [3.1, 5.2]
const BAND_ROWS = 1.3
const LOAD = 3.7

/** So that all is on one page where it can be; else over pages, at ease. */
const rowHeight = ({ lines, groups, load }: Year): number => {
  const loads = load.departments.length > 1 ? load.departments.length + 1 : 1
  const rows = lines.length + groups.length * (BAND_ROWS - 1)
  const height = (ROOM - loads * LOAD) / Math.max(1, rows)
  return height < TIGHT ? EASY : Math.min(EASY, height)
}

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
  const name = title || text('plan.untitled')
  const style = { '--line-height': `${rowHeight(year)}mm` } as React.CSSProperties
  return (
    <div className={styles.printed} style={style} data-printed>
      <h1>{name.includes(String(number)) ? name : text('year.print.page', { title: name, year: number })}</h1>
      <table className={styles.rows}>
        <colgroup>
          <col className={styles.numbers} />
          <col className={styles.titles} />
        </colgroup>
        <thead>
          <tr>
            <td colSpan={2}>{text('year.load')}</td>
            <MonthHeads now={null} />
          </tr>
        </thead>
        <LoadRows load={year.load} isFiltered={isFiltered} isOpen onToggle={null} span={2} />
        {year.groups.map((group) => (
          <Group key={group.id} group={group} />
        ))}
      </table>
      <Legend />
    </div>
  )
}
