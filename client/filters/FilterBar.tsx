/**
 * The quiet bar above a view: how it is laid out, which rows are shown, how many they are. Owns its fields; where they
 * are kept is the address's, what passes `shared/plan/filter.ts`'s.
 */
import { ListFilter, Search, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Grouping } from '../../shared/board/groupings.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { monthName } from '../../shared/period/format.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { isFiltering, NO_FILTER, type PlanFilter } from '../../shared/plan/filter-value.ts'
import { STATES } from '../../shared/plan/schema.ts'
import type { YearGrouping } from '../../shared/year/groupings.ts'
import type { Department } from '../api.ts'
import { useBox } from '../plan/box.ts'
import { Button } from '../ui/Button.tsx'
import { Pick, type PickProps } from '../ui/Pick.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import styles from './bar.module.css'
import { FilterWords } from './FilterWords.tsx'
import { PaperLine } from './PaperLine.tsx'

/** How a view is laid out: the board's columns, the year's groups of rows. */
export type Layout =
  | {
      kind: 'columns'
      by: Grouping
      /** By what the plan at hand can be laid out. */
      groupings: readonly Grouping[]
      onGroup: (by: Grouping) => void
    }
  | {
      kind: 'rows'
      by: YearGrouping
      groupings: readonly YearGrouping[]
      onGroup: (by: YearGrouping) => void
    }

export interface FilterBarProps {
  filter: PlanFilter
  onFilter: (filter: PlanFilter) => void
  /** Null for the document. */
  layout: Layout | null
  departments: readonly Department[]
  /** Rows that pass, of how many. */
  shown: number
  total: number
  /** Whether comments may be read. */
  withComments: boolean
}

export const FilterBar = (props: FilterBarProps) => {
  const { filter, layout, departments, shown, total } = props
  return (
    <FilterWords>
      <Bar {...props} />
      {isFiltering(filter) && (
        <PaperLine {...{ filter, departments, shown, total }} of={layout?.kind ?? 'document'} />
      )}
    </FilterWords>
  )
}

/** Words are written into the address when the fingers rest. */
const REST_MS = 200

const useWords = (words: string, tell: (words: string) => void) => {
  const [draft, setDraft] = useState(words)
  const [told, setTold] = useState(words)
  const latest = useBox(tell)
  // The address has changed by itself: somebody went back, or cleared everything.
  if (words !== told) {
    setTold(words)
    setDraft(words)
  }
  useEffect(() => {
    if (draft === told) return
    const timer = setTimeout(() => latest.get()(draft), REST_MS)
    return () => clearTimeout(timer)
  }, [draft, told, latest])
  return [draft, setDraft] as const
}

const Words = ({ filter, onFilter }: Pick<FilterBarProps, 'filter' | 'onFilter'>) => {
  const text = useText()
  const [words, setWords] = useWords(filter.words, (next) => onFilter({ ...filter, words: next }))
  return (
    <label className={styles.words}>
      <Search aria-hidden="true" />
      <input
        type="search"
        value={words}
        aria-label={text('filter.words')}
        placeholder={text('filter.words.placeholder')}
        onChange={(event) => setWords(event.target.value)}
      />
    </label>
  )
}

const ANY = 'any'
const SHARED = 'shared'

/** A choice that weighs nothing while it chooses nothing. */
const Quiet = (props: PickProps) => (
  <div className={styles.quiet} data-on={props.value === ANY ? undefined : ''}>
    <Pick bare {...props} />
  </div>
)

const Departments = ({ filter, onFilter, departments }: FilterBarProps) => {
  const text = useText()
  const options = [
    { value: ANY, label: text('filter.department.any') },
    ...departments.map(({ id, name }) => ({ value: `d:${id}`, label: name })),
    { value: SHARED, label: text('filter.department.shared') },
  ]
  const { department } = filter
  return (
    <Quiet
      label={text('filter.department')}
      options={options}
      value={department === null ? ANY : department === '' ? SHARED : `d:${department}`}
      onChange={(value) =>
        onFilter({ ...filter, department: value === ANY ? null : value === SHARED ? '' : value.slice(2) })
      }
    />
  )
}

const States = ({ filter, onFilter }: FilterBarProps) => {
  const text = useText()
  const options = [
    { value: ANY, label: text('filter.state.any') },
    ...STATES.map((state) => ({ value: state, label: text(`filter.state.${state}`) })),
  ]
  return (
    <Quiet
      label={text('filter.state')}
      options={options}
      value={filter.state ?? ANY}
      onChange={(value) => onFilter({ ...filter, state: value === ANY ? null : (value as ItemState) })}
    />
  )
}

const Months = ({ filter, onFilter }: FilterBarProps) => {
  const text = useText()
  const { locale } = useIntl()
  const language = isLocale(locale) ? locale : 'en'
  const options = [
    { value: ANY, label: text('filter.month.any') },
    ...Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthName(at + 1, language) })),
  ]
  return (
    <Quiet
      label={text('filter.month')}
      options={options}
      value={filter.month === null ? ANY : String(filter.month)}
      onChange={(value) => onFilter({ ...filter, month: value === ANY ? null : Number(value) })}
    />
  )
}

interface FlagProps {
  on: boolean
  onChange: (on: boolean) => void
  hint?: string
  children: ReactNode
}

const Flag = ({ on, onChange, hint, children }: FlagProps) => (
  <button type="button" className={styles.flag} aria-pressed={on} title={hint} onClick={() => onChange(!on)}>
    {children}
  </button>
)

const Fields = (props: FilterBarProps) => {
  const { filter, onFilter, withComments } = props
  const text = useText()
  const set = (change: Partial<PlanFilter>) => onFilter({ ...filter, ...change })
  return (
    <>
      <Words filter={filter} onFilter={onFilter} />
      <Departments {...props} />
      <Months {...props} />
      <States {...props} />
      <Flag on={filter.mine} hint={text('filter.mine.hint')} onChange={(mine) => set({ mine })}>
        {text('filter.mine')}
      </Flag>
      {withComments && (
        <Flag on={filter.comments} onChange={(comments) => set({ comments })}>
          {text('filter.comments')}
        </Flag>
      )}
      <Flag on={filter.findings} onChange={(findings) => set({ findings })}>
        {text('filter.findings')}
      </Flag>
    </>
  )
}

const Group = ({ layout }: { layout: Layout }) => {
  const text = useText()
  const choose = (value: string) => {
    if (layout.kind === 'columns') layout.onGroup(value as Grouping)
    else layout.onGroup(value as YearGrouping)
  }
  return (
    <div className={styles.group}>
      <Pick
        bare
        label={text(layout.kind === 'columns' ? 'filter.by' : 'filter.rows')}
        options={layout.groupings.map((one) => ({ value: one, label: text(`filter.by.${one}`) }))}
        value={layout.by}
        onChange={choose}
      />
    </div>
  )
}

const countOf = (filter: PlanFilter): number =>
  (Object.keys(NO_FILTER) as (keyof PlanFilter)[]).filter((key) => filter[key] !== NO_FILTER[key]).length

const Bar = (props: FilterBarProps) => {
  const { filter, onFilter, layout, shown, total } = props
  const text = useText()
  const narrow = useMedia(NARROW)
  const [isOpen, setOpen] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const isOn = isFiltering(filter)
  const count = countOf(filter)
  const clear = () => {
    onFilter(NO_FILTER)
    bar.current?.querySelector('input')?.focus()
  }
  return (
    <div ref={bar} role="search" aria-label={text('filter.label')} className={styles.bar} data-filter-bar>
      {layout && <Group layout={layout} />}
      {narrow && layout && (
        <Button small icon={<ListFilter />} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {count > 0 ? text('filter.more.count', { count }) : text('filter.more')}
        </Button>
      )}
      {(!narrow || isOpen || layout === null) && <Fields {...props} />}
      {isOn && (
        <span className={styles.result}>
          <output>{text('filter.shown', { shown, total })}</output>
          <Button small look="quiet" icon={<X />} onPress={clear}>
            {text('filter.clear')}
          </Button>
        </span>
      )}
      {isOn && shown === 0 && (
        <p className={styles.none}>
          <strong>{text('filter.none')}</strong> {text('filter.none.text')}
        </p>
      )}
    </div>
  )
}
