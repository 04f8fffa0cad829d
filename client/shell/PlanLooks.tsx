/** The ways to look at a plan differently, in the header and, at narrow widths, in the drawer. Owns where they stand. */
import { ListFilter } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import type { PlanViewName } from '../plan/view-address.ts'
import { boardPage, filterBar, yearPage } from './plan-parts.ts'
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

/** The switch between the views and, in the document, of the filters: every other view has their bar in sight. */
export const HeaderViews = ({ looks }: { looks: Looks }) => {
  if (useMedia(NARROW)) return null
  return (
    <div className={styles.header}>
      <ViewSwitch view={looks.view} onShow={looks.show} onNear={fetchEarly} />
      <div className={styles.filters}>{looks.view === 'document' && <Filters looks={looks} />}</div>
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

export const DrawerLooks = ({ looks, onLeave }: { looks: Looks; onLeave: () => void }) => {
  const text = useText()
  if (!useMedia(NARROW)) return null
  const show = (view: PlanViewName) => {
    looks.show(view)
    onLeave()
  }
  return (
    <div className={styles.drawer}>
      <ViewSwitch view={looks.view} onShow={show} onNear={fetchEarly} />
      {looks.view === 'document' && (
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
