/**
 * What stands in place of a plan that cannot be shown: gone, in the trash, not for me. Owns the words and the ways on; what its
 * reader had written and could not send stands under them.
 */
import { useEffect, useState } from 'react'
import type { Identity } from '../../shared/identity.ts'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { mayDelete } from '../home/may-delete.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { RescuePanel } from '../presence/RescuePanel.tsx'
import { Button } from '../ui/Button.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { Notice } from '../ui/Notice.tsx'
import styles from './PlanClosed.module.css'
import type { Services } from './services.ts'

/** `page`: the plan may not be seen any more; `banner`: it stays readable under a strip. */
interface ClosedWords {
  kind: 'page' | 'banner'
  title: MessageKey
  /** Left out: the error's own sentence. */
  text?: MessageKey
}

const CLOSED: Readonly<Record<string, ClosedWords>> = {
  'not-found': { kind: 'page', title: 'plan.closed.missing', text: 'plan.closed.missing.text' },
  'plan-in-trash': { kind: 'page', title: 'plan.closed.trash', text: 'plan.closed.trash.text' },
  'plan-newer': { kind: 'page', title: 'plan.closed.newer' },
  forbidden: { kind: 'page', title: 'plan.closed.forbidden', text: 'plan.closed.forbidden.text' },
  unauthenticated: { kind: 'page', title: 'plan.closed.unauthenticated' },
}

/** How the end of a session is told, by the code it ended with. */
export const closedWords = (code: string): ClosedWords =>
  CLOSED[code] ?? { kind: 'banner', title: 'plan.closed.title' }

export interface PlanClosedProps {
  code: string
  planId: string
  me: Identity
  services: Services
  /** Whose end this is. */
  session: Pick<PlanSession, 'rescue' | 'dismissRescued'>
  /** Opens the plan anew. */
  onReopen: () => void
}

export const PlanClosed = ({ code, planId, me, services, session, onReopen }: PlanClosedProps) => {
  const text = useText()
  const errorText = useErrorText()
  const words = closedWords(code)
  useEffect(() => {
    document.title = text('plan.page', { title: text(words.title) })
  }, [words.title, text])
  const mayRestore = useMayRestore({ code, planId, me, services })
  const { account } = services
  useEffect(() => {
    // The server takes them for nobody, or for another: for a guest of the link whom somebody has just given a role.
    if (code === 'unauthenticated') account.hearOutside()
  }, [code, account])
  const explain = (): string => {
    if (code === 'plan-in-trash' && !mayRestore) return text('plan.closed.trash.ask')
    return words.text ? text(words.text) : errorText(new ApiError(code, 0))
  }
  return (
    <div className={styles.page}>
      <Notice title={text(words.title)} text={explain()}>
        {code === 'plan-in-trash' && mayRestore && (
          <Restore planId={planId} services={services} onRestored={onReopen} />
        )}
        {code === 'unauthenticated' && (
          <Button look="main" onPress={() => void account.ask()}>
            {text('plan.closed.enter')}
          </Button>
        )}
        <Button onPress={() => services.router.go('/')}>{text('common.home')}</Button>
      </Notice>
      <div className={styles.words}>
        <RescuePanel session={session} level={2} />
      </div>
    </div>
  )
}

/** By the role that the list of deleted plans names; the account's own until it is there, and where it does not come. */
const useMayRestore = ({
  code,
  planId,
  me,
  services,
}: Omit<PlanClosedProps, 'onReopen' | 'session'>): boolean => {
  const { api } = services
  const [role, setRole] = useState(me.role)
  useEffect(() => {
    if (code !== 'plan-in-trash') return
    let left = false
    api.trashedPlans().then(
      (plans) => left || setRole(plans.find(({ id }) => id === planId)?.role ?? me.role),
      // Whoever cannot ask cannot restore either: the button says so when it is pressed.
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [api, code, planId, me.role])
  return mayDelete(me, { role })
}

interface RestoreProps {
  planId: string
  services: Services
  onRestored: () => void
}

const Restore = ({ planId, services, onRestored }: RestoreProps) => {
  const text = useText()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const restore = async () => {
    setBusy(true)
    try {
      await services.api.undeletePlan(planId)
      onRestored()
    } catch (error) {
      setBusy(false)
      showToast({ text: errorText(error), tone: 'bad' })
    }
  }
  return (
    <Button look="main" busy={busy} onPress={() => void restore()}>
      {text('plan.closed.trash.restore')}
    </Button>
  )
}
