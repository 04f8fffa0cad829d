/** A secret link of the plan: on or off, to copy, to renew, which ends the old one. Owns its state; what it opens is its user's. */
import { RefreshCw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useErrorText } from '../../error-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useText } from '../../ui/use-text.ts'
import { Confirm } from '../Confirm.tsx'
import { Failure } from '../Failure.tsx'
import { SecretLine } from '../OneTime.tsx'
import type { PublicLinkInfo } from '../schemas.ts'
import { useLoaded } from '../use-loaded.ts'
import { useWork } from '../use-work.ts'
import styles from './share.module.css'

export interface LinkSwitchProps {
  /** Whose words it has. */
  kind: 'link' | 'calendar'
  /** The same function as long as it is the same link. */
  read: () => Promise<PublicLinkInfo>
  change: (change: { on: boolean; renew?: boolean }) => Promise<PublicLinkInfo>
  /** Turning it off is asked about first, since it ends the address for good: what has it is far away, and falls silent. */
  asksOff?: boolean
  /** What to do with the address. */
  help?: ReactNode
}

/** What a change answers is the new state, not a second answer that may not come: no address that has ended is shown on (SPEC PX22). */
const useLink = (read: LinkSwitchProps['read'], change: LinkSwitchProps['change']) => {
  const { state, retry, refresh, put } = useLoaded(read)
  const take = async (next: { on: boolean; renew?: boolean }) => {
    try {
      const now = await change(next)
      put(() => now)
    } catch (error) {
      void refresh()
      throw error
    }
  }
  return { state, retry, take }
}

export const LinkSwitch = ({ kind, read, change, asksOff = false, help }: LinkSwitchProps) => {
  const text = useText()
  const errorText = useErrorText()
  const work = useWork()
  const { state, retry, take } = useLink(read, change)
  const [asking, setAsking] = useState<'renew' | 'off' | null>(null)
  if (state.kind === 'failed') {
    return (
      <p className={styles.failed}>
        {errorText(state.error)}{' '}
        <Button small onPress={retry}>
          {text('common.retry')}
        </Button>
      </p>
    )
  }
  const isOn = state.kind === 'ready' && state.value.on
  const link = isOn ? state.value.link : null
  const isBusy = state.kind === 'loading' || work.busy
  return (
    <div className={styles.link}>
      <div className={styles.switch}>
        <Switch
          label={text(`share.${kind}.switch`)}
          hint={text(`share.${kind}.hint`)}
          value={isOn}
          isDisabled={isBusy}
          onChange={(on) => (on || !asksOff ? void work.run(() => take({ on })) : setAsking('off'))}
        />
        {isBusy && <Spinner />}
      </div>
      <Failure error={work.failure} />
      {link !== null && (
        <div>
          <SecretLine label={text(`share.${kind}.address`)} value={link} />
          {help}
          <Button small look="quiet" icon={<RefreshCw />} onPress={() => setAsking('renew')}>
            {text(`share.${kind}.renew`)}
          </Button>
        </div>
      )}
      {asking !== null && (
        <Asked
          {...{ kind, asking }}
          onConfirm={() => take({ on: asking === 'renew', renew: true })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

interface AskedProps extends Pick<LinkSwitchProps, 'kind'> {
  asking: 'renew' | 'off'
  onConfirm: () => Promise<void>
  onClose: () => void
}

const Asked = ({ kind, asking, ...ways }: AskedProps) => {
  const text = useText()
  const what = asking === 'renew' ? (`share.${kind}.renew` as const) : 'share.calendar.off'
  return <Confirm title={text(`${what}.title`)} words={text(`${what}.words`)} action={text(what)} {...ways} />
}
