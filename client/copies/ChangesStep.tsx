/** The second step: everything that the new plan says otherwise, each with a box; what is only told has none. */
import { useMemo, useRef, useState } from 'react'
import { cutText } from '../../shared/cut-text.ts'
import { listKeys } from '../ui/list-keys.ts'
import { ShowMore } from '../ui/ShowMore.tsx'
import { Tick } from '../ui/Tick.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import { type Choice, proposalsOf, toggled } from './choice.ts'
import styles from './copies.module.css'
import type { Preview, PreviewRow, Proposal } from './schemas.ts'
import type { NextYear, Ready } from './use-next-year.ts'

const KINDS = ['done', 'offered', 'told'] as const
const AT_ONCE = 100

export const ChangesStep = ({ work, ready }: { work: NextYear; ready: Ready }) => {
  const text = useText()
  const { preview, choice } = ready
  const all = useMemo(() => proposalsOf(preview, choice), [preview, choice])
  const placeOf = usePlaces(preview)
  if (all.length === 0) return <p className={styles.nothing}>{text('next.changes.none')}</p>
  return (
    <div className={styles.changes}>
      {KINDS.map((kind) => {
        const proposals = all.filter(({ sureness }) => sureness === kind)
        return proposals.length === 0 ? null : (
          <Group
            key={kind}
            {...{ kind, proposals, choice, placeOf }}
            onTake={(taken) => work.choose({ taken })}
          />
        )
      })}
    </div>
  )
}

interface GroupProps {
  kind: (typeof KINDS)[number]
  proposals: readonly Proposal[]
  choice: Choice
  placeOf: (proposal: Proposal) => string
  onTake: (taken: ReadonlySet<string>) => void
}

const Group = ({ kind, proposals, choice: { taken }, placeOf, onTake }: GroupProps) => {
  const text = useText()
  const [count, setCount] = useState(AT_ONCE)
  const list = useRef<HTMLUListElement>(null)
  const ids = proposals.map(({ id }) => id)
  const chosen = ids.filter((id) => taken.has(id)).length
  const title = text(`next.${kind}`)
  const left = Math.min(AT_ONCE, proposals.length - count)
  return (
    <section className={styles.group} aria-label={title} onKeyDownCapture={(event) => listKeys(event)}>
      <header className={styles.groupHead}>
        {kind === 'told' ? (
          <h4 className={styles.groupTitle}>{title}</h4>
        ) : (
          <Tick
            value={chosen === ids.length}
            half={chosen > 0 && chosen < ids.length}
            onChange={(isIn) => onTake(toggled(taken, ids, isIn))}
          >
            <h4 className={styles.groupTitle}>{title}</h4>
          </Tick>
        )}
        <output className={styles.count}>
          {kind === 'told' ? ids.length : text('next.rows.count', { chosen, all: ids.length })}
        </output>
      </header>
      <p className={styles.quiet}>{text(`next.${kind}.hint`)}</p>
      <ul ref={list} className={styles.list}>
        {proposals.slice(0, count).map((one) => (
          <li key={one.id} className={styles.change}>
            <Change
              proposal={one}
              place={placeOf(one)}
              taken={taken.has(one.id)}
              onChange={(isIn) => onTake(toggled(taken, [one.id], isIn))}
            />
          </li>
        ))}
      </ul>
      <ShowMore look="quiet" list={list} more={left > 0 ? () => setCount(count + AT_ONCE) : null}>
        {text('next.more', { count: left })}
      </ShowMore>
    </section>
  )
}

interface ChangeProps {
  proposal: Proposal
  place: string
  taken: boolean
  onChange: (isIn: boolean) => void
}

const Change = ({ proposal, place, taken, onChange }: ChangeProps) => {
  const text = useText()
  const { before, after, lead, tail, sureness } = proposal
  const words = (
    <span className={styles.words}>
      <span className={styles.phrase}>
        {lead}
        {after === null ? (
          <mark className={styles.told}>{before}</mark>
        ) : (
          <>
            <del data-off={!taken || undefined}>{before}</del>{' '}
            <ins data-off={!taken || undefined}>{after}</ins>
          </>
        )}
        {tail}
      </span>
      <span className={styles.place}>{place}</span>
    </span>
  )
  if (sureness === 'told' || after === null) return words
  return (
    <Tick value={taken} onChange={onChange} label={text('next.change.label', { before, after, place })}>
      {words}
    </Tick>
  )
}

const PLACES = ['agreed', 'approved', 'intro', 'outro'] as const

const fieldName = (field: string, text: Text): string => {
  const known = PLACES.find((one) => one === field)
  return text(known ? `next.place.${known}` : 'next.place.plan')
}

const nameOf = ({ number, title }: PreviewRow, text: Text): string => {
  const line = title.replace(/\s+/g, ' ').trim() || text('next.row.untitled')
  const short = line.length > 70 ? `${cutText(line, 69).trimEnd()}…` : line
  return number === '' ? short : `${number} ${short}`
}

/** Where a change stands, in words. */
const usePlaces = ({ sections }: Preview): ((proposal: Proposal) => string) => {
  const text = useText()
  return useMemo(() => {
    const titles = new Map(sections.map(({ id, title }) => [id, title || text('next.section.untitled')]))
    const rows = new Map(sections.flatMap(({ items }) => items.map((row) => [row.id, row] as const)))
    return ({ section, item, field }) => {
      if (section === null) return fieldName(field, text)
      const row = item === null ? undefined : rows.get(item)
      if (!row) return `${text('next.place.section')}: ${titles.get(section) ?? ''}`
      return `${nameOf(row, text)} · ${titles.get(section) ?? ''}`
    }
  }, [sections, text])
}
