/** The ways to look at a plan differently, in the header and, at narrow widths, in the drawer. Owns where they stand. */
import { ListFilter } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import type { PlanViewName } from '../plan/view-address.ts'
import { boardPage, filterBar, yearPage } from './plan-parts.ts'
import type { Cover } from './use-cover.ts'
import type { Looks } from './use-looks.ts'
import { ViewSwitch } from './ViewSwitch.tsx'
import styles from './ViewSwitch.module.css'

/** A failure is told when the view is asked for. */
const fetchEarly = (view: PlanViewName): void => {
  if (view === 'document') return
  const page = view === 'board' ? boardPage : yearPage
  page.preload().catch(() => {})
  filterBar.preload().catch(() => {})
}

interface ViewsProps {
  looks: Looks
  cover: Cover | undefined
}

/** The switch between the views. While something stands in their place none is marked, and each leads back to itself. */
const Views = ({ looks, cover, onChosen }: ViewsProps & { onChosen?: () => void }) => {
  const show = (view: PlanViewName) => {
    if (cover?.isOn) cover.lift()
    if (view !== looks.view) looks.show(view)
    onChosen?.()
  }
  return <ViewSwitch view={cover?.isOn ? null : looks.view} onShow={show} onNear={fetchEarly} />
}

/** The views and, in the document, the filters: every other view has their bar in sight. */
export const HeaderViews = ({ looks, cover }: ViewsProps) => {
  if (useMedia(NARROW)) return null
  const hasFilters = looks.view === 'document' && !cover?.isOn
  return (
    <div className={styles.header}>
      <Views {...{ looks, cover }} />
      <div className={styles.filters}>{hasFilters && <Filters looks={looks} />}</div>
    </div>
  )
}

const Filters = ({ looks }: { looks: Looks }) => {
  const text = useText()
  return (
    <IconButton label={text('plan.filter')} aria-expanded={looks.hasBar} onPress={looks.toggleBar}>
      <ListFilter />
    </IconButton>
  )
}

export const DrawerLooks = ({ looks, cover, onLeave }: ViewsProps & { onLeave: () => void }) => {
  const text = useText()
  if (!useMedia(NARROW)) return null
  // Any choice closes the drawer.
  return (
    <div className={styles.drawer}>
      <Views {...{ looks, cover }} onChosen={onLeave} />
      {looks.view === 'document' && !cover?.isOn && (
        <Button
          small
          icon={<ListFilter />}
          onPress={() => {
            looks.toggleBar()
            onLeave()
          }}
        >
          {text('plan.filter')}
        </Button>
      )}
    </div>
  )
}
