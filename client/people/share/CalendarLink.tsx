/** The secret links of the plan's calendar, whole or a department's part: on or off, to copy, to renew, and what to do with them. */
import { RefreshCw } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Department } from '../../api.ts'
import { useErrorText } from '../../error-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { Confirm } from '../Confirm.tsx'
import { Failure } from '../Failure.tsx'
import { SecretLine } from '../OneTime.tsx'
import { useLoaded } from '../use-loaded.ts'
import { useWork } from '../use-work.ts'
import styles from './share.module.css'

export interface CalendarLinkProps {
  calls: PeopleApi
  planId: string
  departments: readonly Department[]
}

/** The value for the whole plan; no department is called so. */
const WHOLE = '-'

export const CalendarLink = ({ calls, planId, departments }: CalendarLinkProps) => {
  const text = useText()
  const [whose, setWhose] = useState(WHOLE)
  const options = [
    { value: WHOLE, label: text('share.calendar.whole') },
    ...departments.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <div className={styles.link}>
      {departments.length > 0 && (
        <Pick label={text('share.calendar.whose')} options={options} value={whose} onChange={setWhose} />
      )}
      {/* One link's state is never shown for another's. */}
      <OneCalendar key={whose} calls={calls} planId={planId} department={whose === WHOLE ? null : whose} />
    </div>
  )
}

interface OneCalendarProps {
  calls: PeopleApi
  planId: string
  department: string | null
}

const OneCalendar = ({ calls, planId, department }: OneCalendarProps) => {
  const text = useText()
  const errorText = useErrorText()
  const work = useWork()
  const source = useLoaded(
    useCallback(() => calls.calendarLink(planId, department), [calls, planId, department]),
  )
  const [asking, setAsking] = useState<'renew' | 'off' | null>(null)
  const { state } = source
  const change = async (on: boolean, renew = false) => {
    await calls.setCalendarLink(planId, department, renew ? { on, renew } : { on })
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
  const isOn = state.kind === 'ready' && state.value.on
  const link = isOn ? state.value.link : null
  return (
    <>
      <div className={styles.switch}>
        <Switch
          label={text('share.calendar.switch')}
          hint={text('share.calendar.hint')}
          value={isOn}
          isDisabled={state.kind === 'loading' || work.busy}
          onChange={(on) => (on ? void work.run(() => change(true)) : setAsking('off'))}
        />
        {(state.kind === 'loading' || work.busy) && <Spinner />}
      </div>
      <Failure error={work.failure} />
      {link !== null && <Address link={link} onRenew={() => setAsking('renew')} />}
      {asking !== null && (
        <Confirm
          title={text(`share.calendar.${asking}.title`)}
          words={text(`share.calendar.${asking}.words`)}
          action={text(`share.calendar.${asking}`)}
          onConfirm={() => change(asking === 'renew', true)}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

const Address = ({ link, onRenew }: { link: string; onRenew: () => void }) => {
  const text = useText()
  return (
    <div>
      <SecretLine label={text('share.calendar.address')} value={link} />
      <ul className={styles.steps}>
        <li>{text('share.calendar.outlook')}</li>
        <li>{text('share.calendar.google')}</li>
        <li>{text('share.calendar.apple')}</li>
      </ul>
      <Button small look="quiet" icon={<RefreshCw />} onPress={onRenew}>
        {text('share.calendar.renew')}
      </Button>
    </div>
  )
}
