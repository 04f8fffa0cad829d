/** The months and what they carry: the head of the year, a table with a number in every cell. Owns its look. */
import { ChevronRight } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { MonthLoad } from '../../shared/year/load.ts'
import type { YearLoad } from '../../shared/year/year.ts'
import { useHue } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'
import { loadWords } from './load-words.ts'
import styles from './load.module.css'
import { useDepartmentName } from './use-department-name.ts'
import { useYear } from './year-context.ts'

const Cells = memo(({ months }: { months: readonly MonthLoad[] }) => {
  const { locale } = useYear()
  const text = useText()
  return months.map((month, at) => {
    const words = loadWords(month, text, locale)
    return (
      <td
        // oxlint-disable-next-line react/no-array-index-key -- months stay where they are
        key={at}
        style={{ '--level': month.level } as React.CSSProperties}
        data-over={month.overloaded || undefined}
        title={words}
      >
        <span aria-hidden="true">{month.events > 0 && month.events}</span>
        <span className="visually-hidden">{words}</span>
      </td>
    )
  })
})
Cells.displayName = 'Cells'

const DepartmentRow = ({
  department,
  months,
  span,
}: {
  department: string | null
  months: readonly MonthLoad[]
  span: number
}) => {
  const name = useDepartmentName(department)
  return (
    <tr data-hue={useHue(department)}>
      <th scope="row" colSpan={span} className={styles.department} title={name}>
        <i />
        {name}
      </th>
      <Cells months={months} />
    </tr>
  )
}

/** The names of the months; short ones where the columns are narrow. */
export const MonthHeads = ({ now }: { now: number | null }) => {
  const { months } = useYear()
  return months.long.map((name, at) => (
    <th key={name} scope="col" data-now={at + 1 === now || undefined} title={name}>
      <span className="visually-hidden">{name}</span>
      <span aria-hidden="true" className={styles.long}>
        {name}
      </span>
      <span aria-hidden="true" className={styles.short}>
        {months.short[at]}
      </span>
    </th>
  ))
}

export interface LoadTableProps {
  load: YearLoad
  /** A filter is on: the load is that of what is shown. */
  isFiltered: boolean
  /** 1–12; null outside the plan's year. */
  now: number | null
  /** Whether the rows of departments are shown; null where they are not to be switched. */
  isOpen: boolean
  onToggle: (() => void) | null
}

/** What stands before the total: its name, or the switch of the departments. */
const Total = ({ isFiltered, isOpen, onToggle }: Omit<LoadTableProps, 'load' | 'now'>) => {
  const text = useText()
  const name: ReactNode = text(isFiltered ? 'year.load.shown' : 'year.load.total')
  if (onToggle === null) return name
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      title={text(isOpen ? 'year.load.hide' : 'year.load.show')}
      onClick={onToggle}
    >
      <ChevronRight aria-hidden="true" />
      {name}
    </button>
  )
}

/** The rows of the load; its names take so many columns. */
export const LoadRows = (props: Omit<LoadTableProps, 'now'> & { span?: number }) => {
  const { load, isOpen, span = 1 } = props
  const { departments } = load
  const hasMany = departments.length > 1
  return (
    <tbody className={styles.carried}>
      <tr className={styles.total}>
        <th scope="row" colSpan={span}>
          <Total {...props} onToggle={hasMany ? props.onToggle : null} />
        </th>
        <Cells months={load.total} />
      </tr>
      {hasMany &&
        isOpen &&
        departments.map((one) => <DepartmentRow key={one.department ?? ''} {...one} span={span} />)}
    </tbody>
  )
}

/** Stays as it is while one scrolls, and at a change that changes nothing of it. */
export const LoadTable = memo((props: LoadTableProps) => {
  const text = useText()
  return (
    <table className={styles.load} data-load>
      <caption className="visually-hidden">{text('year.load')}</caption>
      <thead>
        <tr>
          <td className={styles.corner}>{text('year.load')}</td>
          <MonthHeads now={props.now} />
        </tr>
      </thead>
      <LoadRows {...props} />
    </table>
  )
})
LoadTable.displayName = 'LoadTable'
