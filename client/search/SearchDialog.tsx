/**
 * The plan's own search: a field and what it finds, as a combobox (SPEC "Search"). Owns the dialog and the choice;
 * finding is `match.ts`'s, jumping the caller's.
 */
import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { PlanView } from '../../shared/plan/view.ts'
import { isComposing } from '../plan/chord.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlan } from '../plan/use-plan.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useText } from '../ui/use-text.ts'
import { HitLine } from './HitLine.tsx'
import { type Hit, type Matches, SearchIndex } from './match.ts'
import styles from './search.module.css'

const SHOWN = 50

export interface SearchDialogProps {
  session: Pick<PlanSession, 'projection'>
  open: boolean
  onClose: () => void
  /** Goes to a row or a section. */
  onJump: (id: string, kind: Hit['kind']) => void
}

export const SearchDialog = ({ session, open, onClose, onJump }: SearchDialogProps) => {
  // Outlives the dialog, so that opening it again finds what was read before.
  const [index] = useState(() => new SearchIndex())
  const [query, setQuery] = useState('')
  const text = useText()
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={open}
      onOpenChange={(next) => next || onClose()}
      isDismissable
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={text('search.title')}>
          <Panel
            session={session}
            index={index}
            query={query}
            onQuery={setQuery}
            onClose={onClose}
            onOpen={(hit) => {
              onClose()
              onJump(hit.id, hit.kind)
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Where the arrow and page keys lead in a list; null for every other key. */
export const moveChoice = (key: string, chosen: number, count: number): number | null => {
  if (count === 0) return null
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return chosen === last ? 0 : chosen + 1
    case 'ArrowUp':
      return chosen <= 0 ? last : chosen - 1
    case 'PageDown':
      return Math.min(last, chosen + 8)
    case 'PageUp':
      return Math.max(0, chosen - 8)
    default:
      return null
  }
}

interface PanelProps {
  session: Pick<PlanSession, 'projection'>
  index: SearchIndex
  query: string
  onQuery: (query: string) => void
  onClose: () => void
  onOpen: (hit: Hit) => void
}

interface Found {
  /** What is shown; for a moment what was asked before. */
  shown: Matches
  /** What the words that stand in the field find. */
  present: () => Matches
}

const useMatches = (index: SearchIndex, view: PlanView, query: string): Found => {
  const asked = useDeferredValue(query)
  const shown = useMemo(() => {
    index.update(view)
    return index.search(asked, SHOWN)
  }, [index, view, asked])
  return { shown, present: () => (asked === query ? shown : index.search(query, SHOWN)) }
}

/** The keys of the field. Fingers are faster than the list: Enter means what was typed, not what still stands below it. */
const keysOf =
  ({ shown, present }: Found, chosen: number, onChoose: (at: number) => void, onOpen: (hit: Hit) => void) =>
  (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return
    const next = moveChoice(event.key, chosen, shown.hits.length)
    const hit = event.key === 'Enter' ? present().hits[Math.max(0, chosen)] : undefined
    if (next === null && hit === undefined) return
    event.preventDefault()
    if (next !== null) onChoose(next)
    else if (hit !== undefined) onOpen(hit)
  }

const Panel = ({ session, index, query, onQuery, onClose, onOpen }: PanelProps) => {
  const text = useText()
  const view = usePlan(session)
  const found = useMatches(index, view, query)
  const matches = found.shown
  const [choice, setChoice] = useState(0)
  const listId = useId()
  const chosen = Math.min(choice, matches.hits.length - 1)
  const press = keysOf(found, chosen, setChoice, onOpen)
  return (
    <>
      <div className={styles.field}>
        <Search aria-hidden="true" size={18} />
        <input
          // The dialog was asked for by a key that means "let me type".
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-label={text('search.title')}
          aria-expanded={matches.hits.length > 0}
          aria-controls={matches.hits.length > 0 ? listId : undefined}
          aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={text('search.placeholder')}
          value={query}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            onQuery(event.target.value)
            setChoice(0)
          }}
          onKeyDown={press}
        />
        <span className={styles.close}>
          <IconButton label={text('common.close')} onPress={onClose}>
            <X />
          </IconButton>
        </span>
      </div>
      {matches.hits.length > 0 && (
        <HitList
          id={listId}
          hits={matches.hits}
          view={view}
          chosen={chosen}
          onChoose={setChoice}
          onOpen={onOpen}
        />
      )}
      <Footer asked={query.trim() !== ''} matches={matches} />
    </>
  )
}

interface HitListProps {
  id: string
  hits: readonly Hit[]
  view: PlanView
  chosen: number
  onChoose: (at: number) => void
  onOpen: (hit: Hit) => void
}

const HitList = ({ id, hits, view, chosen, onChoose, onOpen }: HitListProps) => {
  const text = useText()
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div id={id} role="listbox" aria-label={text('search.results')} className={styles.list}>
      {hits.map((hit, at) => (
        <HitLine
          key={`${hit.kind} ${hit.id}`}
          id={`${id}-${at}`}
          hit={hit}
          column={view.columns.find((column) => column.id === hit.other?.field)?.title ?? ''}
          chosen={at === chosen}
          onChoose={() => onChoose(at)}
          onOpen={() => onOpen(hit)}
        />
      ))}
    </div>
  )
}

const Footer = ({ asked, matches }: { asked: boolean; matches: Matches }) => {
  const text = useText()
  const { hits, total } = matches
  return (
    <div className={styles.foot}>
      <output>
        {asked ? text('search.count', { count: total }) : text('search.start')}
        {asked && total === 0 && `. ${text('search.none.hint')}`}
        {total > hits.length && ` (${text('search.more', { count: total - hits.length })})`}
      </output>
      <span className={styles.keys} aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> {text('search.hint.move')} <kbd>Enter</kbd> {text('search.hint.open')}{' '}
        <kbd>Esc</kbd> {text('search.hint.close')}
      </span>
    </div>
  )
}
