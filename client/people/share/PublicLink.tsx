/** The plan's public link: on or off, to copy, and to renew, which ends the old one. Owns its state. */
import { RefreshCw } from 'lucide-react'
import { useCallback, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useErrorText } from '../../error-text.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { Confirm } from '../Confirm.tsx'
import { Failure } from '../Failure.tsx'
import { SecretLine } from '../OneTime.tsx'
import { useLoaded } from '../use-loaded.ts'
import { useWork } from '../use-work.ts'
import styles from './share.module.css'

export interface PublicLinkProps {
  calls: PeopleApi
  planId: string
}

export const PublicLink = ({ calls, planId }: PublicLinkProps) => {
  const text = useText()
  const errorText = useErrorText()
  const work = useWork()
  const source = useLoaded(useCallback(() => calls.publicLink(planId), [calls, planId]))
  const [renewing, setRenewing] = useState(false)
  const { state } = source
  const change = async (on: boolean, renew = false) => {
    await calls.setPublicLink(planId, renew ? { on, renew } : { on })
    await source.refresh()
  }
  if (state.kind === 'failed') {
    return (
      <p className={styles.failed}>
        {errorText(state.error)}{' '}
        <Button small onPress={source.retry}>
          {text('common.retry')}
        </Button>
      </p>
    )
  }
  const link = state.kind === 'ready' && state.value.on ? state.value.link : null
  return (
    <div className={styles.link}>
      <div className={styles.switch}>
        <Switch
          label={text('share.link.switch')}
          hint={text('share.link.hint')}
          value={state.kind === 'ready' && state.value.on}
          isDisabled={state.kind === 'loading' || work.busy}
          onChange={(on) => void work.run(() => change(on))}
        />
        {(state.kind === 'loading' || work.busy) && <Spinner />}
      </div>
      <Failure error={work.failure} />
      {link !== null && (
        <div>
          <SecretLine label={text('share.link.address')} value={link} />
          <Button small look="quiet" icon={<RefreshCw />} onPress={() => setRenewing(true)}>
            {text('share.link.renew')}
          </Button>
        </div>
      )}
      {renewing && (
        <Confirm
          title={text('share.link.renew.title')}
          words={text('share.link.renew.words')}
          action={text('share.link.renew')}
          onConfirm={() => change(true, true)}
          onClose={() => setRenewing(false)}
        />
      )}
    </div>
  )
}
