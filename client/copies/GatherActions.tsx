/** The foot of gathering: back, away, and on. Owns nothing but its looks. */
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { DialogActions } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './copies.module.css'

export const Failure = ({ error }: { error: unknown }) => {
  const errorText = useErrorText()
  return error === null ? null : <Banner tone="bad">{errorText(error)}</Banner>
}

export interface ActionsProps {
  step: 1 | 2
  creating: boolean
  disabled: boolean
  /** What the last step does, and says while it does it. */
  confirm: string
  doing: string
  onClose: () => void
  onBack: () => void
  onGo: () => void
}

export const Actions = ({
  step,
  creating,
  disabled,
  confirm,
  doing,
  onClose,
  onBack,
  onGo,
}: ActionsProps) => {
  const text = useText()
  return (
    <DialogActions>
      {step === 2 && (
        <Button look="quiet" className={styles.back} onPress={onBack} isDisabled={creating}>
          {text('gather.back')}
        </Button>
      )}
      <Button onPress={onClose} isDisabled={creating} className={styles.cancel}>
        {text('common.cancel')}
      </Button>
      <Button look="main" busy={creating} isDisabled={disabled} onPress={onGo}>
        {step === 1 ? text('gather.on') : creating ? doing : confirm}
      </Button>
    </DialogActions>
  )
}
