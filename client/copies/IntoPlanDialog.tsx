/** Rows of other plans into the open one, step by step: which plans and where to, then which of their rows (SPEC GB6). */
import { useCallback } from 'react'
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import { newAct } from '../act.ts'
import { type Api, ApiError, type Department, type PlanSummary } from '../api.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Dialog, DialogBody } from '../ui/Dialog.tsx'
import { Pick, type PickOption } from '../ui/Pick.tsx'
import { showToast } from '../ui/toast.ts'
import { type Text, useText } from '../ui/use-text.ts'
import { CopyWords } from './CopyWords.tsx'
import styles from './copies.module.css'
import { Actions, Failure } from './GatherActions.tsx'
import { type Way, countRows, sourcesOf } from './gather-choice.ts'
import { GatherSections, PlanTicks, WayChoice } from './GatherSteps.tsx'
import { putInto } from './put-into.ts'
import { useAsked } from './use-asked.ts'
import { useChosenRows } from './use-chosen-rows.ts'
import { useSources } from './use-sources.ts'
import { Waiting } from './Waiting.tsx'

export interface IntoPlanDialogProps {
  api: Api
  session: PlanSession
  departments: readonly Department[]
  /** The section that they go to at first; null where none was named. */
  into: string | null
  onClose: () => void
  /** Leads to the first row that came. */
  onDone: (row: string) => void
}

export const IntoPlanDialog = (props: IntoPlanDialogProps) => (
  <CopyWords>
    <Asking {...props} />
  </CopyWords>
)

const Asking = (props: IntoPlanDialogProps) => {
  const { api, session, onClose } = props
  const text = useText()
  // What the page before began ends here, when another session takes its place (SPEC EP17).
  const [busy, setBusy] = useKept('gather.into.busy', () => false)
  const choices = useChoices()
  const { asked, again } = useAsked(useCallback(() => api.plans(), [api]))
  return (
    <Dialog title={text('gather.into.title')} open onClose={onClose} size="wide" dismissable={!busy}>
      {asked.kind === 'there' ? (
        <Chosen
          {...props}
          {...{ busy, setBusy, choices }}
          plans={asked.value.filter(({ id }) => id !== session.planId)}
        />
      ) : (
        <Waiting
          error={asked.kind === 'failed' ? asked.error : null}
          loading={text('gather.loading')}
          failed={text('gather.failed')}
          onRetry={again}
        />
      )}
    </Dialog>
  )
}

/** What was chosen, from the dialog's first moment on: what is kept for a later part of it would wait for a later dialog. */
const useChoices = () => {
  const [step, setStep] = useKept<1 | 2>('gather.into.step', () => 1)
  const [place, setPlace] = useKept<string | null>('gather.into.place', () => null)
  const [by, setBy] = useKept<Way>('gather.into.by', () => 'section')
  const [plans, setPlans] = useKept<readonly string[]>('gather.into.plans', () => [])
  const [error, setError] = useKept<unknown>('gather.into.error', () => null)
  const [act] = useKept('gather.into.act', newAct)
  const rows = useChosenRows()
  return { step, setStep, place, setPlace, by, setBy, plans, setPlans, error, setError, act, rows }
}

/** Stands for sections of their own; no section has such an id. */
const OWN = ' own'

/** Where this person may put rows. */
const usePlaces = (session: PlanSession): PickOption[] => {
  const text = useText()
  const rights = useStore(session.rights)
  const sections = usePlanPart(session, (view) => view.sections)
  const own = rights.may('sections.edit') ? [{ value: OWN, label: text('gather.into.own') }] : []
  const mine = sections.filter(({ id }) => id !== UNASSIGNED && rights.may('rows.edit', id))
  return [
    ...own,
    ...mine.map(({ id, title }) => ({ value: id, label: title || text('gather.section.untitled') })),
  ]
}

/** The section that was named, where rows may go there. */
const firstOf = (places: readonly PickOption[], into: string | null): string =>
  (places.find(({ value }) => value === into) ?? places[0])?.value ?? ''

interface ChosenProps extends IntoPlanDialogProps {
  plans: readonly PlanSummary[]
  busy: boolean
  setBusy: (busy: boolean) => void
  choices: ReturnType<typeof useChoices>
}

/** What the server says of a section that is gone may be said of a plan as well: here it is known which of them it is. */
const failureOf = (
  failure: unknown,
  { projection }: PlanSession,
  into: string | null,
  text: Text,
): unknown => {
  const isThere = into === null || projection.view().sections.some(({ id }) => id === into)
  if (isThere || !(failure instanceof ApiError) || failure.code !== 'not-found') return failure
  return new ApiError('not-found', failure.status, text('plan.section.gone'))
}

/** Puts the rows in, and says what came and what stayed behind. */
const usePutting = ({ api, session, choices, setBusy, onClose, onDone }: ChosenProps) => {
  const text = useText()
  const { setError, act } = choices
  return async (body: { into: string | null; [choice: string]: unknown }) => {
    setBusy(true)
    setError(null)
    try {
      const { rows, known, left } = await putInto(api, session, body, act)
      const [first] = rows
      const done = text('gather.into.done', { count: rows.length })
      const same = known > 0 ? ` ${text('gather.into.known', { count: known })}` : ''
      const behind = left.length > 0 ? ` ${text('gather.into.left', { columns: left.join(', ') })}` : ''
      showToast({ text: `${done}${same}${behind}` })
      if (first === undefined) onClose()
      else onDone(first)
    } catch (failure) {
      setBusy(false)
      setError(failureOf(failure, session, body.into, text))
    }
  }
}

interface FirstStepProps {
  plans: ChosenProps['plans']
  choices: ChosenProps['choices']
  places: PickOption[]
  place: string
}

/** Where to, and from which plans. */
const FirstStep = ({ plans, places, place, choices }: FirstStepProps) => {
  const text = useText()
  return (
    <div className={styles.columns}>
      <div className={styles.about}>
        <Pick label={text('gather.into.where')} options={places} value={place} onChange={choices.setPlace} />
        {place === OWN && <WayChoice by={choices.by} onChange={choices.setBy} />}
      </div>
      <PlanTicks plans={plans} chosen={choices.plans} onChange={choices.setPlans} />
    </div>
  )
}

const Chosen = (props: ChosenProps) => {
  const { api, session, departments, plans, busy, choices, onClose } = props
  const text = useText()
  const places = usePlaces(session)
  const { step, setStep, by, error, plans: chosen, rows: chosenRows } = choices
  const place = choices.place ?? firstOf(places, props.into)
  const { left, rows } = chosenRows
  const put = usePutting(props)
  const sources = useSources(api, chosen, step === 2)
  const read = sources.asked.kind === 'there' ? sources.asked.value : null
  const count = read ? countRows(read, left, rows) : 0
  const go = () => {
    if (step === 1) {
      // The place that was seen: where its section goes meanwhile, no other takes its place unseen.
      choices.setPlace(place)
      return setStep(2)
    }
    const into = place === OWN ? null : place
    if (read) void put({ by, into, sources: sourcesOf(read, left, rows) })
  }
  return (
    <>
      {step === 2 && !read ? (
        <Waiting
          error={sources.asked.kind === 'failed' ? sources.asked.error : null}
          loading={text('gather.loading')}
          failed={text('gather.failed')}
          onRetry={sources.again}
        />
      ) : (
        <DialogBody>
          <p className={styles.step}>{text('gather.step', { step })}</p>
          {step === 1 ? (
            <FirstStep {...{ plans, places, place, choices }} />
          ) : (
            <GatherSections sources={read ?? []} {...{ departments, ...chosenRows }} />
          )}
        </DialogBody>
      )}
      <Failure error={error} />
      <Actions
        {...{ step, onClose }}
        creating={busy}
        disabled={step === 1 ? chosen.length === 0 || place === '' : count === 0}
        confirm={text('gather.into.put', { count })}
        doing={text('gather.into.putting')}
        onBack={() => setStep(1)}
        onGo={go}
      />
    </>
  )
}
