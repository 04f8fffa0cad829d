/** The first step: what the new plan is called, its year, and which rows go along. */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useState } from 'react'
import { Checks } from '../ui/Checks.tsx'
import { Field } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { listKeys } from '../ui/list-keys.ts'
import { Tick } from '../ui/Tick.tsx'
import { useText } from '../ui/use-text.ts'
import { type Choice, goingIn, toggled, withChildren, withParents } from './choice.ts'
import styles from './copies.module.css'
import type { Preview, PreviewRow, PreviewSection } from './schemas.ts'
import type { NextYear, Ready } from './use-next-year.ts'

export interface RowsStepProps {
  work: NextYear
  ready: Ready
  yearIsWrong: boolean
  setYearIsWrong: (isWrong: boolean) => void
}

export const RowsStep = (props: RowsStepProps) => {
  const { work, ready } = props
  return (
    <div className={styles.columns}>
      <div className={styles.about}>
        <Naming {...props} />
        <EmptyColumns work={work} ready={ready} />
        <Behind from={ready.preview.from} />
      </div>
      <Rows preview={ready.preview} choice={ready.choice} onLeave={(leave) => work.choose({ leave })} />
    </div>
  )
}

const yearOf = (typed: string, from: number): number | null => {
  const year = /^\d{4}$/.test(typed.trim()) ? Number(typed) : 0
  return year >= 1900 && year <= 2200 && year !== from ? year : null
}

const Naming = ({ work, ready, yearIsWrong, setYearIsWrong }: RowsStepProps) => {
  const text = useText()
  const { preview, title, updating, asked } = ready
  const [typed, setTyped] = useState(String(asked))
  const name = title ?? preview.title
  const change = (value: string) => {
    setTyped(value)
    const year = yearOf(value, preview.from)
    setYearIsWrong(year === null)
    if (year !== null && year !== asked) work.askYear(year)
  }
  return (
    <>
      <Field
        label={text('next.name')}
        value={name}
        onChange={work.setTitle}
        error={name.trim() === '' ? text('next.name.missing') : null}
        maxLength={500}
        rows={4}
        serif
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus
      />
      <Field
        label={text('next.year')}
        value={typed}
        onChange={change}
        error={yearIsWrong ? text('next.year.wrong', { from: preview.from }) : null}
        inputMode="numeric"
        maxLength={4}
        short
      />
      <output className={styles.updating}>{updating ? text('next.year.busy', { year: typed }) : ''}</output>
    </>
  )
}

const EmptyColumns = ({ work, ready: { preview, choice } }: Pick<RowsStepProps, 'work' | 'ready'>) => {
  const text = useText()
  if (preview.columns.length === 0) return null
  return (
    <Checks
      label={text('next.empty')}
      hint={text('next.empty.hint')}
      options={preview.columns.map(({ key, title }) => ({ value: key, label: title }))}
      value={[...choice.empty]}
      onChange={(keys) => work.choose({ empty: new Set(keys) })}
    />
  )
}

const Behind = ({ from }: { from: number }) => (
  <p className={styles.quiet}>{useText()('next.behind', { from })}</p>
)

/** Few rows are all shown at once. */
const SHOWN_AT_ONCE = 60

interface RowsProps {
  preview: Preview
  choice: Choice
  onLeave: (leave: ReadonlySet<string>) => void
}

const Rows = ({ preview: { sections }, choice: { leave }, onLeave }: RowsProps) => {
  const text = useText()
  const all = sections.reduce((sum, { items }) => sum + items.length, 0)
  const going = sections.reduce((sum, section) => sum + goingIn(section, leave).size, 0)
  const ids = sections.flatMap(({ id, items }) => [id, ...items.map((row) => row.id)])
  return (
    <section
      className={styles.paper}
      aria-label={text('next.rows')}
      onKeyDownCapture={(event) => listKeys(event)}
    >
      <header className={styles.head}>
        <Tick
          value={going === all}
          half={going > 0 && going < all}
          onChange={(isIn) => onLeave(toggled(leave, ids, !isIn))}
          className={styles.all}
        >
          <span>{text('next.rows.all')}</span>
        </Tick>
        <output className={styles.count}>{text('next.rows.count', { chosen: going, all })}</output>
      </header>
      {all === 0 && <p className={styles.quiet}>{text('next.rows.none')}</p>}
      {sections.map((section) => (
        <Section key={section.id} {...{ section, leave, onLeave }} open={all <= SHOWN_AT_ONCE} />
      ))}
    </section>
  )
}

interface SectionProps {
  section: PreviewSection
  leave: ReadonlySet<string>
  onLeave: RowsProps['onLeave']
  open: boolean
}

const Section = ({ section, leave, onLeave, open }: SectionProps) => {
  const text = useText()
  const [isOpen, setOpen] = useState(open)
  const { id, items } = section
  const going = goingIn(section, leave)
  const name = section.title || text('next.section.untitled')
  const isAll = !leave.has(id) && going.size === items.length
  const choose = (isIn: boolean) => onLeave(toggled(leave, [id, ...items.map((row) => row.id)], !isIn))
  const chooseRow = (row: string, isIn: boolean) => {
    const rows = isIn
      ? [...withChildren(items, row), ...withParents(items, row), id]
      : withChildren(items, row)
    onLeave(toggled(leave, rows, !isIn))
  }
  return (
    <div className={styles.section}>
      <div className={styles.band}>
        <Tick value={isAll} half={!isAll && going.size > 0} onChange={choose}>
          <h4 className={styles.bandTitle}>{name}</h4>
        </Tick>
        <span className={styles.count}>
          {text('next.rows.count', { chosen: going.size, all: items.length })}
        </span>
        <IconButton
          small
          label={text(isOpen ? 'next.rows.hide' : 'next.rows.show', { section: name })}
          aria-expanded={isOpen}
          isDisabled={items.length === 0}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown /> : <ChevronRight />}
        </IconButton>
      </div>
      {isOpen && items.length > 0 && (
        <ul className={styles.rows}>
          {items.map((row) => (
            <Row key={row.id} row={row} going={going.has(row.id)} onChange={chooseRow} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface RowProps {
  row: PreviewRow
  going: boolean
  onChange: (row: string, isIn: boolean) => void
}

const Row = memo(
  ({ row, going, onChange }: RowProps) => {
    const text = useText()
    return (
      <li className={styles.row} data-off={!going || undefined} data-inner={row.parent !== null || undefined}>
        <Tick value={going} onChange={(isIn) => onChange(row.id, isIn)} className={styles.rowTick}>
          <span className={styles.number}>{row.number}</span>
          <span className={styles.rowTitle}>
            {row.title || text('next.row.untitled')}
            {row.state === 'cancelled' && <em className={styles.state}>{text('next.rows.cancelled')}</em>}
          </span>
          <span className={styles.period}>{row.period.replaceAll('\n', ' · ')}</span>
        </Tick>
      </li>
    )
  },
  (a, b) => a.row === b.row && a.going === b.going && a.onChange === b.onChange,
)
Row.displayName = 'Row'
