/** A summary plan, step by step: of which plans, then which of their sections. Owns which step is shown, and making it. */
import { useCallback, useState } from 'react'
import { useAct } from '../act.ts'
import type { Api, Department, PlanSummary } from '../api.ts'
import { createdSchema } from '../api-schemas.ts'
import { Dialog, DialogBody } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import { CopyWords } from './CopyWords.tsx'
import styles from './copies.module.css'
import { Actions, Failure } from './GatherActions.tsx'
import { type GatherForm, gatherBody, yearOf } from './gather-choice.ts'
import { GatherPlans, GatherSections } from './GatherSteps.tsx'
import { useAsked } from './use-asked.ts'
import { useChosenRows } from './use-chosen-rows.ts'
import { useSources } from './use-sources.ts'
import { Waiting } from './Waiting.tsx'

export interface GatherDialogProps {
  api: Api
  departments: readonly Department[]
  onClose: () => void
  onCreated: (planId: string) => void
}

export const GatherDialog = (props: GatherDialogProps) => (
  <CopyWords>
    <Steps {...props} />
  </CopyWords>
)

const Steps = (props: GatherDialogProps) => {
  const { api, onClose } = props
  const text = useText()
  const [creating, setCreating] = useState(false)
  const { asked, again } = useAsked(useCallback(() => api.plans(), [api]))
  return (
    <Dialog title={text('gather.title')} open onClose={onClose} size="wide" dismissable={!creating}>
      {asked.kind === 'there' ? (
        <Chosen {...props} {...{ creating, setCreating }} plans={asked.value} />
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

interface ChosenProps extends GatherDialogProps {
  plans: readonly PlanSummary[]
  creating: boolean
  setCreating: (creating: boolean) => void
}

/** The plan that most are of is likely the one that is wanted. */
const likelyYear = (plans: readonly PlanSummary[]): number => plans[0]?.year ?? new Date().getFullYear()

const Chosen = ({ api, departments, plans, creating, setCreating, onClose, onCreated }: ChosenProps) => {
  const text = useText()
  const [step, setStep] = useState<1 | 2>(1)
  const [form, setForm] = useState<GatherForm>(() => {
    const year = likelyYear(plans)
    return { title: text('gather.name.value', { year }), year: String(year), by: 'section', plans: [] }
  })
  const chosenRows = useChosenRows()
  const { left, rows } = chosenRows
  const [error, setError] = useState<unknown>(null)
  const act = useAct()
  const sources = useSources(api, form.plans, step === 2)
  const isReady = form.plans.length > 0 && form.title.trim() !== '' && yearOf(form.year) !== null
  const read = sources.asked.kind === 'there' ? sources.asked.value : null
  const body = read && gatherBody(form, read, left, rows)
  const create = async () => {
    if (!body) return
    setCreating(true)
    setError(null)
    try {
      const { id } = await api.call('/api/plans/gather', createdSchema, { method: 'POST', body, act })
      onCreated(id)
    } catch (failure) {
      setCreating(false)
      setError(failure)
    }
  }
  if (step === 2 && !read) {
    return (
      <Waiting
        error={sources.asked.kind === 'failed' ? sources.asked.error : null}
        loading={text('gather.loading')}
        failed={text('gather.failed')}
        onRetry={sources.again}
      />
    )
  }
  return (
    <>
      <DialogBody>
        <p className={styles.step}>{text('gather.step', { step })}</p>
        {step === 1 ? (
          <GatherPlans {...{ plans, form }} onChange={setForm} />
        ) : (
          <GatherSections sources={read ?? []} {...{ departments, ...chosenRows }} />
        )}
      </DialogBody>
      <Failure error={error} />
      <Actions
        {...{ step, creating, onClose }}
        confirm={text('gather.create')}
        doing={text('gather.creating')}
        disabled={step === 1 ? !isReady : body?.sources.length === 0}
        onBack={() => setStep(1)}
        onGo={() => void (step === 1 ? setStep(2) : create())}
      />
    </>
  )
}
