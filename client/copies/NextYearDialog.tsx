/** Next year's plan, step by step: what goes along, then what will be otherwise. Owns which step is shown. */
import { type ReactNode, useState } from 'react'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { useKept } from '../plan/kept.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { ChangesStep } from './ChangesStep.tsx'
import styles from './copies.module.css'
import { CopyWords } from './CopyWords.tsx'
import { RowsStep } from './RowsStep.tsx'
import { Waiting } from './Waiting.tsx'
import { type NextYear, type Ready, useNextYear } from './use-next-year.ts'

export interface NextYearDialogProps {
  api: Api
  /** The plan that is carried over. */
  planId: string
  onClose: () => void
  onCreated: (planId: string) => void
}

export const NextYearDialog = (props: NextYearDialogProps) => (
  <CopyWords>
    <Steps {...props} />
  </CopyWords>
)

const Steps = ({ api, planId, onClose, onCreated }: NextYearDialogProps) => {
  const text = useText()
  const work = useNextYear(api, planId, (id, year) => {
    showToast({ text: text('next.created', { year }) })
    onCreated(id)
  })
  const { state } = work
  const isReady = state.kind === 'ready'
  const isCreating = isReady && state.creating
  return (
    <Dialog
      title={text('next.title')}
      open
      onClose={onClose}
      size={isReady ? 'wide' : 'middle'}
      dismissable={!isCreating}
    >
      {isReady ? (
        <Chosen work={work} ready={state} onClose={onClose} />
      ) : (
        <Waiting
          error={state.kind === 'failed' ? state.error : null}
          loading={text('next.loading')}
          failed={text('next.failed')}
          onRetry={work.retry}
        />
      )}
    </Dialog>
  )
}

interface ChosenProps {
  work: NextYear
  ready: Ready
  onClose: () => void
}

const Chosen = ({ work, ready, onClose }: ChosenProps) => {
  const text = useText()
  const [step, setStep] = useKept<1 | 2>('next-year.step', () => 1)
  const [yearIsWrong, setYearIsWrong] = useState(false)
  const { creating, updating, asked, preview } = ready
  // The year in the field is the one that is looked at.
  const isThere = !updating && asked === preview.year
  const isNamed = (ready.title ?? preview.title).trim() !== ''
  const goOn = () => void (step === 1 ? setStep(2) : work.create())
  return (
    <>
      <DialogBody>
        <p className={styles.step}>{text('next.step', { step })}</p>
        {step === 1 ? (
          <RowsStep {...{ work, ready, yearIsWrong, setYearIsWrong }} />
        ) : (
          <ChangesStep {...{ work, ready }} />
        )}
      </DialogBody>
      <Failure error={ready.error} onRetry={isThere || updating ? null : () => work.askYear(asked)} />
      <DialogActions>
        {step === 2 && (
          <Button look="quiet" className={styles.back} onPress={() => setStep(1)} isDisabled={creating}>
            {text('next.back')}
          </Button>
        )}
        <Button onPress={onClose} isDisabled={creating} className={styles.cancel}>
          {text('common.cancel')}
        </Button>
        <Button look="main" busy={creating} isDisabled={!isThere || yearIsWrong || !isNamed} onPress={goOn}>
          <Doing step={step} creating={creating} />
        </Button>
      </DialogActions>
    </>
  )
}

const Doing = ({ step, creating }: { step: 1 | 2; creating: boolean }): ReactNode => {
  const text = useText()
  if (creating) return text('next.creating')
  return text(step === 1 ? 'next.on' : 'next.create')
}

/** `onRetry`: null where trying again is what the main button does. */
const Failure = ({ error, onRetry }: { error: unknown; onRetry: (() => void) | null }) => {
  const text = useText()
  const errorText = useErrorText()
  if (error === null) return null
  const retry = onRetry && (
    <Button small onPress={onRetry}>
      {text('common.retry')}
    </Button>
  )
  return (
    <Banner tone="bad" actions={retry}>
      {errorText(error)}
    </Banner>
  )
}
