/** Where the rail of a plan leads, and which of its ways stands open. Owns that alone; what they open is the page's. */
import type { RailProps, RailShown } from '../rail/Rail.tsx'
import type { Over } from './PlanOverlays.tsx'
import type { ReportState } from './PlanReport.tsx'
import type { VersionsState } from './PlanVersions.tsx'

/** What stands beside the view, one at a time; the versions are a state of their own. */
export type AsideName = 'trash' | 'checks' | 'comments' | 'sign-offs'

/** What of the page the rail leads into. */
export interface RailPage {
  aside: AsideName | null
  openAside: (name: AsideName) => void
  shutAside: () => void
  versions: VersionsState
  openVersions: () => void
  report: ReportState
  mayShare: boolean
  mayCreate: boolean
  mayGather: boolean
  mayRefresh: boolean
  setOver: (over: Over) => void
}

export type RailWays = Pick<
  RailProps,
  | 'onShare'
  | 'onExport'
  | 'onNextYear'
  | 'onRefresh'
  | 'onGather'
  | 'onVersions'
  | 'onReport'
  | 'onChecks'
  | 'onTrash'
  | 'onShut'
>

/** Which of the rail's ways stands open. */
export const shownOf = ({ aside, versions, report }: RailPage): RailShown => {
  if (report.address !== null) return 'report'
  if (versions.panel !== null) return 'versions'
  return aside === 'comments' ? null : aside
}

/** Where the rail leads; null where this person may not go. */
export const waysOf = (page: RailPage, isGuest: boolean): RailWays => {
  const { mayShare, mayCreate, mayGather, mayRefresh, setOver, openAside, report } = page
  const shown = shownOf(page)
  const shut = () => {
    page.shutAside()
    page.versions.shut()
  }
  /** What stands beside the view goes away the way it came. */
  const toggle = (name: RailShown, open: () => void) => () => (shown === name ? shut() : open())
  return {
    onShare: mayShare ? () => setOver({ kind: 'share' }) : null,
    onExport: () => setOver({ kind: 'export', version: null }),
    onNextYear: mayCreate ? () => setOver({ kind: 'next-year' }) : null,
    onGather: mayGather ? () => setOver({ kind: 'gather', section: null }) : null,
    onRefresh: mayRefresh ? () => setOver({ kind: 'refresh' }) : null,
    onVersions: toggle('versions', () => page.openVersions()),
    onReport: () => {
      if (report.address === null) shut()
      report.show(report.address === null ? undefined : null)
    },
    onChecks: toggle('checks', () => openAside('checks')),
    onTrash: isGuest ? null : toggle('trash', () => openAside('trash')),
    onShut: shut,
  }
}

/** A choice in the drawer closes it, then opens. */
export const closingDrawer = (leave: () => void, ways: RailWays): RailWays & Pick<RailProps, 'onLeave'> => {
  const then = (way: () => void) => () => {
    leave()
    way()
  }
  const { onShare, onNextYear, onRefresh, onGather, onVersions, onTrash } = ways
  return {
    onLeave: leave,
    onShare: onShare && then(onShare),
    onExport: then(ways.onExport),
    onNextYear: onNextYear && then(onNextYear),
    onRefresh: onRefresh && then(onRefresh),
    onGather: onGather && then(onGather),
    onVersions: onVersions && then(onVersions),
    onReport: then(ways.onReport),
    onChecks: then(ways.onChecks),
    onTrash: onTrash && then(onTrash),
    onShut: ways.onShut,
  }
}
