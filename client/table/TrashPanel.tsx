/** The plan's trash: what was deleted, by whom and when, and the way back. Nothing is removed for good here. */
import { Columns3, Rows3, Table2, Undo2 } from 'lucide-react'
import { memo, useMemo, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { SectionView, TrashEntry } from '../../shared/plan/view.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { SidePanel } from '../plan/SidePanel.tsx'
import { mayPutBack, putBack, titleOf } from '../plan/taken.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { ShowMore } from '../ui/ShowMore.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import styles from './trash.module.css'

export interface TrashPanelProps {
  session: PlanSession
  /** Names of people who are not here, by id. */
  names?: ReadonlyMap<string, string>
  onClose: () => void
}

const NOBODY: ReadonlyMap<string, string> = new Map()

const ICONS = { row: <Rows3 />, section: <Table2 />, column: <Columns3 /> }

/** As many are drawn at first, and with every word for more: a plan that was put in anew leaves hundreds of rows here. */
const SHOWN = 200

const sameTitles = (a: readonly SectionView[], b: readonly SectionView[]): boolean =>
  a.length === b.length && a.every(({ id, title }, index) => id === b[index]?.id && title === b[index].title)

/** The title of the section that a deleted row stood in, where it still is. */
const useSectionTitles = (session: PlanSession): ReadonlyMap<string | null, string> => {
  const sections = usePlanPart(session, (view) => view.sections, sameTitles)
  return useMemo(() => new Map(sections.map(({ id, title }) => [id, title])), [sections])
}

/** When it was deleted, and by whom where anybody here knows their name. */
const useDeletion = (
  session: PlanSession,
  names: ReadonlyMap<string, string>,
  { at, by }: TrashEntry['deleted'],
): string => {
  const text = useText()
  const intl = useIntl()
  const colleagues = useStore(session.colleagues)
  const when = intl.formatDate(at, { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' })
  if (by === session.me.id) return text('table.trash.mine', { when })
  const who = colleagues.find((one) => one.id === by)?.name ?? names.get(by)
  return who === undefined || who === ''
    ? text('table.trash.when', { when })
    : text('table.trash.by', { who, when })
}

interface EntryProps extends Required<Pick<TrashPanelProps, 'session' | 'names'>> {
  entry: TrashEntry
  section: string
}

const Entry = memo(({ session, names, entry, section }: EntryProps) => {
  const text = useText()
  const rights = useStore(session.rights)
  const deletion = useDeletion(session, names, entry.deleted)
  const title = titleOf(entry) || text('table.trash.untitled')
  const restore = () => {
    if (putBack(session, entry)) showToast({ text: text('table.trash.restored', { title }) })
  }
  return (
    <li className={styles.entry}>
      <span className={styles.icon} aria-hidden="true">
        {ICONS[entry.kind]}
      </span>
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.meta}>
          {[text(`table.trash.${entry.kind}`), section, deletion].filter(Boolean).join(' · ')}
        </p>
      </div>
      {mayPutBack(rights, entry) && (
        <Button
          small
          className={styles.restore}
          icon={<Undo2 />}
          aria-label={`${text('table.trash.restore')}: ${title}`}
          onPress={restore}
        >
          {text('table.trash.restore')}
        </Button>
      )}
    </li>
  )
})
Entry.displayName = 'Entry'

/** Stands at the side of the sheet; Esc closes it. */
export const TrashPanel = ({ session, names = NOBODY, onClose }: TrashPanelProps) => {
  const text = useText()
  const trash = usePlanPart(session, (view) => view.trash)
  const titles = useSectionTitles(session)
  const [shown, setShown] = useState(SHOWN)
  const left = trash.length - shown
  const list = useRef<HTMLUListElement>(null)
  return (
    <SidePanel title={text('table.trash')} onClose={onClose}>
      {trash.length === 0 ? (
        <p className={styles.empty}>{text('table.trash.empty')}</p>
      ) : (
        <ul ref={list} className={styles.list}>
          {trash.slice(0, shown).map((entry) => (
            <Entry
              key={`${entry.kind}:${entry.id}`}
              {...{ session, names, entry }}
              section={titles.get(entry.section) ?? ''}
            />
          ))}
        </ul>
      )}
      <ShowMore small list={list} more={left > 0 ? () => setShown(shown + SHOWN) : null}>
        {text('table.trash.more', { count: Math.min(left, SHOWN) })}
      </ShowMore>
    </SidePanel>
  )
}
