/** The importer's remarks, a kind at a time, with the words of the file that each speaks of and the way to their place. */
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ImportWarning, PlanJson } from '../../shared/plan/json.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import { type WarningEntry, type WarningGroup, byKind, groupWarnings } from './warning-groups.ts'
import styles from './Warnings.module.css'

export type Place = NonNullable<WarningEntry['place']>

export interface WarningsProps {
  warnings: readonly ImportWarning[]
  plan: PlanJson
  /** Leads to a row or a section of the picture. */
  onShow: (place: Place) => void
}

export const Warnings = ({ warnings, plan, onShow }: WarningsProps) => {
  const text = useText()
  if (warnings.length === 0) {
    return (
      <p className={styles.fine}>
        <CircleCheck aria-hidden="true" />
        {text('exchange.warnings.none')}
      </p>
    )
  }
  return (
    <section className={styles.warnings}>
      <h4 className={styles.heading}>
        <TriangleAlert aria-hidden="true" />
        {text('exchange.warnings', { count: warnings.length })}
      </h4>
      <p className={styles.lead}>{text('exchange.warnings.lead')}</p>
      {byKind(groupWarnings(warnings)).map(({ kind, groups }) => (
        <section key={kind} className={styles.kind}>
          <h5 className={styles.kindName}>{text(`mapping.group.${kind}`)}</h5>
          <ul className={styles.groups}>
            {groups.map((group) => (
              <li key={group.code}>
                <Group group={group} plan={plan} onShow={onShow} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

/** More of one kind are shown when they are asked for. */
const SHOWN = 12

const Group = ({ group, plan, onShow }: { group: WarningGroup } & Pick<WarningsProps, 'plan' | 'onShow'>) => {
  const text = useText()
  const [whole, setWhole] = useState(false)
  const entries = whole ? group.entries : group.entries.slice(0, SHOWN)
  const rest = group.entries.length - entries.length
  return (
    <>
      {group.message !== null && <p>{group.message}</p>}
      <ul className={styles.entries}>
        {entries.map((entry, index) => (
          // The order is the file's and never changes.
          <li key={index}>
            {group.message === null && <p>{entry.message}</p>}
            {entry.quote !== null && <p className={styles.quote}>{entry.quote}</p>}
            {entry.place && <PlaceLink place={entry.place} plan={plan} onShow={onShow} />}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button look="quiet" onPress={() => setWhole(true)}>
          {text('mapping.more', { count: rest })}
        </Button>
      )}
    </>
  )
}

const PlaceLink = ({ place, plan, onShow }: { place: Place } & Pick<WarningsProps, 'plan' | 'onShow'>) => {
  const text = useText()
  const section = plan.sections[place.section]
  if (!section) return null
  const title = section.title || text('mapping.place.untitled')
  const item = place.item === null ? null : section.items[place.item]
  const words = item
    ? text('mapping.place.item', { section: title, row: item.number || String((place.item ?? 0) + 1) })
    : title
  return (
    <button type="button" className={styles.place} onClick={() => onShow(place)}>
      {words}
    </button>
  )
}
