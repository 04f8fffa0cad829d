/** The changes of the gathered plans by kind: what was here, what is there, and from which plan. */
import { useMemo } from 'react'
import { cutText } from '../../shared/cut-text.ts'
import { isState } from '../../shared/plan/schema.ts'
import { listKeys } from '../ui/list-keys.ts'
import { Tick } from '../ui/Tick.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import { toggled } from './choice.ts'
import styles from './copies.module.css'
import type { GatherChange, Gathered } from './refresh-schemas.ts'

const KINDS = ['conflict', 'changed', 'added', 'gone'] as const

export interface RefreshListProps {
  state: Gathered
  taken: ReadonlySet<string>
  onTake: (taken: ReadonlySet<string>) => void
}

export const RefreshList = ({ state: { changes, sources }, taken, onTake }: RefreshListProps) => {
  const names = useMemo(() => new Map(sources.map(({ plan, title }) => [plan, title ?? ''])), [sources])
  return (
    <div className={styles.changes}>
      {KINDS.map((kind) => {
        const some = changes.filter((one) => one.kind === kind)
        return some.length === 0 ? null : (
          <Group key={kind} {...{ kind, taken, onTake, names }} changes={some} />
        )
      })}
    </div>
  )
}

interface GroupProps extends Omit<RefreshListProps, 'state'> {
  kind: (typeof KINDS)[number]
  changes: readonly GatherChange[]
  names: ReadonlyMap<string, string>
}

const Group = ({ kind, changes, taken, onTake, names }: GroupProps) => {
  const text = useText()
  const ids = changes.map(({ id }) => id)
  const chosen = ids.filter((id) => taken.has(id)).length
  const title = text(`refresh.${kind}`)
  return (
    <section className={styles.group} aria-label={title} onKeyDownCapture={(event) => listKeys(event)}>
      <header className={styles.groupHead}>
        <Tick
          value={chosen === ids.length}
          half={chosen > 0 && chosen < ids.length}
          onChange={(isIn) => onTake(toggled(taken, ids, isIn))}
        >
          <h4 className={styles.groupTitle}>{title}</h4>
        </Tick>
        <output className={styles.count}>{text('gather.count', { chosen, all: ids.length })}</output>
      </header>
      <p className={styles.quiet}>{text(`refresh.${kind}.hint`)}</p>
      <ul className={styles.list}>
        {changes.map((one) => (
          <li key={one.id} className={styles.change}>
            <Tick value={taken.has(one.id)} onChange={(isIn) => onTake(toggled(taken, [one.id], isIn))}>
              <Words change={one} plan={names.get(one.plan) ?? ''} taken={taken.has(one.id)} />
            </Tick>
          </li>
        ))}
      </ul>
    </section>
  )
}

const lineOf = (words: string): string => words.replace(/\s+/g, ' ').trim()

/** Dates that stand on lines of their own, as the board and the year have them. */
const datesOf = (words: string): string => lineOf(words.trim().replaceAll('\n', ' · '))

/** The first line is enough to know a row by. */
const nameOf = (words: string): string => {
  const line = lineOf(words.trim().split('\n', 1)[0] ?? '').replace(/:$/, '')
  return line.length > 140 ? `${cutText(line, 139).trimEnd()}…` : line
}

const fieldOf = (field: string, column: string, text: Text): string =>
  field === 'title' || field === 'period' || field === 'state' ? text(`refresh.field.${field}`) : column

const valueOf = (field: string, value: string, text: Text): string => {
  if (field === 'state' && isState(value)) return text(`origin.state.${value}`)
  return (field === 'period' ? datesOf(value) : lineOf(value)) || text('refresh.empty')
}

interface WordsProps {
  change: GatherChange
  plan: string
  taken: boolean
}

const Words = ({ change, plan, taken }: WordsProps) => {
  const text = useText()
  const title = nameOf(change.title) || text('refresh.untitled')
  if (change.kind === 'added' || change.kind === 'gone') {
    const about = change.kind === 'added' ? [change.group, datesOf(change.period), plan] : [plan]
    return (
      <span className={styles.words}>
        <span className={styles.phrase}>{title}</span>
        <span className={styles.place}>{about.filter(Boolean).join(' · ')}</span>
      </span>
    )
  }
  const { field, column, before, after } = change
  return (
    <span className={styles.words}>
      <span className={styles.phrase}>
        <del data-off={!taken || undefined}>{valueOf(field, before, text)}</del>{' '}
        <ins data-off={!taken || undefined}>{valueOf(field, after, text)}</ins>
      </span>
      <span className={styles.place}>
        {[fieldOf(field, column, text), ...(field === 'title' ? [] : [title]), plan].join(' · ')}
      </span>
    </span>
  )
}
