/** Calm strips over the sheet: reading only, an outdated page, a server that cannot write. Owns which are shown. */
import { Eye, FilePen, HardDrive, Lock, RefreshCw } from 'lucide-react'
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { exportPath } from '../export-path.ts'
import type { PlanSession, SavedState } from '../plan/plan-session.ts'
import { NO_RIGHTS } from '../plan/rights.ts'
import { useApproval } from '../plan/use-approval.ts'
import { useStore } from '../plan/use-plan.ts'
import { RescuePanel } from '../presence/RescuePanel.tsx'
import { REPLACED } from '../sync/session.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { FileLink } from '../ui/FileLink.tsx'
import { useText } from '../ui/use-text.ts'
import { useErrorText } from '../error-text.ts'
import { ApiError } from '../api.ts'

export interface PlanBannersProps {
  session: PlanSession
  onReopen: () => void
  /** Opens the plan for amendments. */
  onAmend: () => void
  /** The version since which the changes are shown already; null for none. */
  shownSince: number | null
  /** Shows what was changed since a version. */
  onShowChanges: (since: number) => void
}

export const PlanBanners = ({ session, onReopen, ...approval }: PlanBannersProps) => {
  const text = useText()
  const errorText = useErrorText()
  const connection = useStore(session.connection)
  const saved = useStore(session.saved)
  // A replaced session stands there for the moment that the next one takes.
  if (connection.kind === 'closed' && connection.code !== REPLACED) {
    return connection.code === 'client-outdated' ? (
      <Outdated session={session} saved={saved} />
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
        {text(saved.memoryOnly ? 'plan.storage.memory-only' : 'plan.storage')}
      </Banner>
    )
  }
  return (
    <>
      <ApprovalBanner session={session} {...approval} />
      <ReadingBanner session={session} />
    </>
  )
}

/**
 * A new build is there; where only this page holds what was written, that comes before reloading, and neither is said while
 * the browser may still come to keep it [SV12].
 */
const Outdated = ({ session, saved }: { session: PlanSession; saved: SavedState }) => {
  const text = useText()
  const { memoryOnly = false, keeping = false } = saved.kind === 'not-saved' ? saved : {}
  return (
    <>
      <Banner
        tone="warn"
        icon={<RefreshCw />}
        actions={
          <Button
            small
            look={memoryOnly || keeping ? 'quiet' : 'main'}
            onPress={() => window.location.reload()}
          >
            {text('common.reload')}
          </Button>
        }
      >
        <b>{text('plan.closed.outdated')}.</b>
        {!keeping && <> {text(memoryOnly ? 'plan.closed.outdated.copy' : 'plan.closed.outdated.text')}</>}
      </Banner>
      {memoryOnly && <RescuePanel session={session} />}
    </>
  )
}

/** What is kept of an approved edition. */
const FILES = ['docx', 'pdf'] as const

type ApprovalProps = Omit<PlanBannersProps, 'onReopen'>

const withoutStop = (words: string): string => words.replace(/\.$/, '')

/** Which edition is approved, by whom and when; behind it, that this is a draft of amendments. */
const ApprovalBanner = ({ session, onAmend, onShowChanges, shownSince }: ApprovalProps) => {
  const text = useText()
  const intl = useIntl()
  const { locked, approved } = useApproval(session)
  const locale = isLocale(intl.locale) ? intl.locale : 'en'
  const mayAmend = useStore(session.rights).may('versions.amend')
  if (!approved) return null
  const { version: number, by: who, at, date: dated, ground } = approved
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const date = intl.formatDate(dated === '' ? at : `${dated}T12:00:00`, day)
  // The sentence has a full stop of its own, behind «2022 г.» as behind the ground.
  const said = withoutStop(ground === '' ? date : `${date}, ${ground}`)
  return (
    <Banner
      icon={locked ? <Lock /> : <FilePen />}
      actions={
        locked ? (
          <>
            {FILES.map((format) => (
              <FileLink
                key={format}
                href={exportPath(session.planId, { format, locale, version: number })}
                label={text(`plan.approved.${format}`, { number })}
              >
                {text(`plan.file.${format}`)}
              </FileLink>
            ))}
            {mayAmend && (
              <Button small onPress={onAmend}>
                {text('plan.amend')}
              </Button>
            )}
          </>
        ) : (
          shownSince !== number && (
            <Button small onPress={() => onShowChanges(number)}>
              {text('plan.amended.show')}
            </Button>
          )
        )
      }
    >
      {locked ? text('plan.approved', { number, who, said }) : text('plan.amended', { number })}
    </Banner>
  )
}

/** Says why nothing, or not everything, can be written here. */
const ReadingBanner = ({ session }: Pick<PlanBannersProps, 'session'>) => {
  const text = useText()
  const rights = useStore(session.rights)
  const { approved, locked: isLocked } = useApproval(session)
  if (rights === NO_RIGHTS || rights.may('rows.edit')) return null
  // Said by the banner above, with who and when.
  const isGuest = session.me.kind === 'guest'
  if (approved !== null && (rights.may('state.edit') || (isLocked && !isGuest))) return null
  const locked = rights.may('state.edit')
  const words = locked ? 'plan.locked' : isGuest ? 'plan.readonly.guest' : 'plan.readonly'
  return <Banner icon={locked ? <Lock /> : <Eye />}>{text(words)}</Banner>
}
