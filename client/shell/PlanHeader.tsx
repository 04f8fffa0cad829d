/** The header of an open plan: title, how safe the words are, who is here, search. Owns the arrangement alone. */
import { PanelLeft, Search } from 'lucide-react'
import { type ReactNode, memo } from 'react'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart, useStore, useStorePart } from '../plan/use-plan.ts'
import { People } from '../presence/People.tsx'
import { SavedIndicator } from '../presence/SavedIndicator.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import { Header } from './Header.tsx'
import type { DrawerButton } from './PlanFrame.tsx'
import { HeaderViews } from './PlanLooks.tsx'
import styles from './PlanHeader.module.css'
import type { Cover } from './use-cover.ts'
import type { Looks } from './use-looks.ts'

export interface PlanHeaderProps {
  drawer: DrawerButton
  settings: ReactNode
  /** Left out until there is one. */
  session?: PlanSession
  /** Whose steps the sheet follows. */
  followed?: number | null
  onFollow?: (clientId: number | null) => void
  onSearch?: () => void
  /** The plan is shut: its state of saving is told only where words are still unsaved. */
  closed?: boolean
  /** The way to the comments; left out where they may not be read. */
  comments?: ReactNode
  /** How the plan is looked at; left out until there is something to look at. */
  looks?: Looks
  /** What stands in the place of the view. */
  cover?: Cover
}

export const PlanHeader = memo((props: PlanHeaderProps) => {
  const { drawer, settings, session, followed = null, onFollow, onSearch, closed = false } = props
  const { comments, looks, cover } = props
  const text = useText()
  // Nothing of the plan has come: what stands there instead has the brand above it at every width.
  const isNameless = useStorePart(
    closed && session ? session.projection : null,
    () => closed && session?.projection.view().meta.title === '',
  )
  return (
    <Header
      start={
        drawer && (
          <IconButton label={text('plan.sections.open')} data-tool="sections" onPress={drawer}>
            <PanelLeft />
          </IconButton>
        )
      }
      title={isNameless ? undefined : session ? <Title session={session} /> : ''}
      middle={looks && <HeaderViews {...{ looks, cover }} />}
      tools={
        <>
          {session && (closed ? <Unsaved session={session} /> : <SavedIndicator session={session} />)}
          {session && onFollow && <People session={session} followed={followed} onFollow={onFollow} />}
          {comments}
          {onSearch && <SearchButton onSearch={onSearch} />}
          {settings}
        </>
      }
    />
  )
})
PlanHeader.displayName = 'PlanHeader'

const Unsaved = ({ session }: { session: PlanSession }) =>
  useStore(session.saved).kind === 'not-saved' ? <SavedIndicator session={session} /> : null

const Title = ({ session }: { session: PlanSession }) => {
  const text = useText()
  const title = usePlanPart(session, ({ meta }) => meta.title)
  const year = usePlanPart(session, ({ meta }) => meta.year)
  if (!title) return text('plan.untitled')
  return title.includes(String(year)) ? title : `${title} · ${year}`
}

const SearchButton = ({ onSearch }: { onSearch: () => void }) => {
  const text = useText()
  const narrow = useMedia(NARROW)
  if (narrow) {
    return (
      <IconButton
        label={text('plan.search')}
        hint={text('plan.search.hint')}
        data-tool="search"
        onPress={onSearch}
      >
        <Search />
      </IconButton>
    )
  }
  return (
    <Button icon={<Search />} data-tool="search" onPress={onSearch} aria-label={text('plan.search.hint')}>
      <span className={styles.search}>
        {text('plan.search')}
        <kbd className={styles.keys}>{text('plan.search.keys')}</kbd>
      </span>
    </Button>
  )
}
