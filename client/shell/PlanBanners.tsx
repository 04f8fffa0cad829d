/** Calm strips over the sheet: reading only, an outdated page, a server that cannot write. Owns which are shown. */
import { Eye, HardDrive, Lock, RefreshCw } from 'lucide-react'
import type { PlanSession } from '../plan/plan-session.ts'
import { NO_RIGHTS } from '../plan/rights.ts'
import { useStore } from '../plan/use-plan.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import { useErrorText } from '../error-text.ts'
import { ApiError } from '../api.ts'

export interface PlanBannersProps {
  session: PlanSession
  onReopen: () => void
}

export const PlanBanners = ({ session, onReopen }: PlanBannersProps) => {
  const text = useText()
  const errorText = useErrorText()
  const connection = useStore(session.connection)
  const saved = useStore(session.saved)
  if (connection.kind === 'closed') {
    return connection.code === 'client-outdated' ? (
      <Banner
        tone="warn"
        icon={<RefreshCw />}
        actions={
          <Button small look="main" onPress={() => window.location.reload()}>
            {text('common.reload')}
          </Button>
        }
      >
        <b>{text('plan.closed.outdated')}.</b> {text('plan.closed.outdated.text')}
      </Banner>
    ) : (
      <Banner
        tone="bad"
        icon={<RefreshCw />}
        actions={
          <Button small onPress={onReopen}>
            {text('plan.closed.open')}
          </Button>
        }
      >
        {errorText(new ApiError(connection.code, 0))}
      </Banner>
    )
  }
  if (saved.kind === 'not-saved' && saved.code === 'storage-failed') {
    return (
      <Banner tone="warn" icon={<HardDrive />}>
        {text('plan.storage')}
      </Banner>
    )
  }
  return <ReadingBanner session={session} />
}

/** Says why nothing, or not everything, can be written here. */
const ReadingBanner = ({ session }: Pick<PlanBannersProps, 'session'>) => {
  const text = useText()
  const rights = useStore(session.rights)
  if (rights === NO_RIGHTS || rights.may('rows.edit')) return null
  const locked = rights.may('state.edit')
  const words = locked ? 'plan.locked' : session.me.kind === 'guest' ? 'plan.readonly.guest' : 'plan.readonly'
  return <Banner icon={locked ? <Lock /> : <Eye />}>{text(words)}</Banner>
}
