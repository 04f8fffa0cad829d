/** One section in the panel: how it stands, by whose word, and the steps that its reader may take. Owns the card. */
import { Check, CornerDownRight, Undo2 } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { useIntl } from 'react-intl'
import { Button as AriaButton } from 'react-aria-components/Button'
import { type SignOffStep, type Signature, STEPS, actionOfStep, leadsTo } from '../../shared/plan/sign-off.ts'
import type { Rights } from '../plan/rights.ts'
import type { SectionSignOff } from '../plan/sign-offs.ts'
import { Button } from '../ui/Button.tsx'
import { SignMark } from '../ui/SignMark.tsx'
import { cx } from '../ui/cx.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { whenOf } from '../when.ts'
import styles from './signoff.module.css'

export interface SectionCardProps {
  id: string
  title: string
  standing: SectionSignOff
  rights: Rights
  /** Who reads. */
  me: string
  now: Date
  /** The section that the panel was opened for. */
  isCurrent: boolean
  /** Whether the row is still in the plan. */
  hasRow: (row: string) => boolean
  onJump: (kind: 'row' | 'section', id: string) => void
  onStep: (step: SignOffStep) => void
  onCancel: () => void
}

/** Who and when, for a sentence. */
const useSigned = (now: Date) => {
  const intl = useIntl()
  return ({ name, at }: Signature) => ({ who: name, when: whenOf(intl, new Date(at), now) })
}

const Said = ({ standing, now }: Pick<SectionCardProps, 'standing' | 'now'>) => {
  const text = useText()
  const signed = useSigned(now)
  const { state, signOff } = standing
  if (signOff === null) return <p className={styles.said}>{text('signoff.said.open')}</p>
  const { ready, verdict, changed } = signOff
  if (state === 'changed') {
    const was = verdict
      ? text('signoff.was.accepted', signed(verdict))
      : text('signoff.was.ready', signed(ready))
    return (
      <>
        <p className={cx(styles.said, styles.changed)}>
          {changed ? text('signoff.said.changed.by', signed(changed)) : text('signoff.said.changed')}
        </p>
        <p className={styles.said}>{was}</p>
      </>
    )
  }
  return (
    <>
      {verdict?.kind === 'accepted' && (
        <p className={cx(styles.said, styles.accepted)}>{text('signoff.said.accepted', signed(verdict))}</p>
      )}
      {verdict?.kind === 'returned' && (
        <p className={cx(styles.said, styles.changed)}>{text('signoff.said.returned', signed(verdict))}</p>
      )}
      {state !== 'returned' && (
        <p className={cx(styles.said, verdict === null && styles.accepted)}>
          {text('signoff.said.ready', signed(ready))}
        </p>
      )}
    </>
  )
}

/** The steps that lead on from here, for whoever may take them; the likeliest first. */
const stepsFor = ({ standing, rights, id, me }: SectionCardProps): SignOffStep[] => {
  const may = STEPS.filter((step) => leadsTo(standing.state, step) && rights.may(actionOfStep(step), id))
  const order: SignOffStep[] = ['accepted', 'ready', 'returned', 'open']
  // Who can return it need not take another's word back for them.
  const isOthers = may.includes('returned') && standing.signOff?.ready.by !== me
  return order.filter((step) => may.includes(step) && !(step === 'open' && isOthers))
}

const wordsOf = (step: SignOffStep, { state }: SectionSignOff, text: Text): string =>
  text(step === 'ready' && state !== 'open' ? 'signoff.ready.again' : `signoff.${step}`)

const ICONS = { ready: <Check />, accepted: <Check />, returned: <Undo2 />, open: null } as const

const Steps = (props: SectionCardProps) => {
  const { standing, title, onStep } = props
  const text = useText()
  const steps = stepsFor(props)
  if (steps.length === 0) return null
  const isMain = (step: SignOffStep) => step === steps[0] && (step === 'accepted' || step === 'ready')
  return (
    <div className={styles.steps}>
      {steps.map((step) => {
        const action = wordsOf(step, standing, text)
        return (
          <Button
            key={step}
            small
            look={isMain(step) ? 'plain' : 'quiet'}
            icon={ICONS[step]}
            aria-label={text('signoff.of', { action: action.replace('…', ''), section: title })}
            onPress={() => onStep(step)}
          >
            {action}
          </Button>
        )
      })}
    </div>
  )
}

const Waiting = ({ standing: { wanted }, onCancel }: SectionCardProps) => {
  const text = useText()
  if (wanted === null) return null
  return (
    <div className={styles.waiting} role="status">
      <p>{text(`signoff.waiting.${wanted.state}`)}</p>
      <Button small look="quiet" onPress={onCancel}>
        {text('signoff.cancel')}
      </Button>
    </div>
  )
}

/** The button of a step goes with the step: the focus stays in the card. Says that a step was taken here. */
const useKeptFocus = (
  { state, wanted }: SectionSignOff,
  card: RefObject<HTMLElement | null>,
): (() => void) => {
  const stepped = useRef(false)
  useEffect(() => {
    if (!stepped.current) return
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost) card.current?.querySelector<HTMLElement>('h3 button')?.focus({ preventScroll: true })
    if (wanted === null) stepped.current = false
  }, [state, wanted, card])
  return () => void (stepped.current = true)
}

export const SectionCard = (props: SectionCardProps) => {
  const { id, title, standing, now, isCurrent, hasRow, onJump } = props
  const text = useText()
  const { state, signOff, remark, wanted } = standing
  const card = useRef<HTMLLIElement>(null)
  const stepped = useKeptFocus(standing, card)
  const step = (to: SignOffStep) => {
    stepped()
    props.onStep(to)
  }
  const row = state === 'changed' ? (signOff?.changed?.item ?? null) : null
  return (
    <li
      ref={card}
      className={cx(styles.card, isCurrent && styles.current)}
      data-section={id}
      data-state={state}
      aria-current={isCurrent || undefined}
    >
      <SignMark state={state} waiting={wanted !== null} />
      <div className={styles.body}>
        <h3 className={styles.name}>
          <AriaButton
            className={styles.go ?? ''}
            aria-label={text('signoff.go', { section: title })}
            onPress={() => onJump('section', id)}
          >
            {title}
          </AriaButton>
        </h3>
        <Said standing={standing} now={now} />
        {state === 'returned' && remark !== '' && <blockquote className={styles.remark}>{remark}</blockquote>}
        {row !== null && hasRow(row) && (
          <Button
            small
            look="quiet"
            icon={<CornerDownRight />}
            className={styles.row}
            onPress={() => onJump('row', row)}
          >
            {text('signoff.changed.row')}
          </Button>
        )}
        {wanted === null ? <Steps {...props} onStep={step} /> : <Waiting {...props} />}
      </div>
    </li>
  )
}
