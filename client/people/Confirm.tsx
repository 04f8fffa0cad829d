/** The question before something that cannot be undone. Owns the dialog; the deed is the caller's. */
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import { Failure } from './Failure.tsx'
import { useWork } from './use-work.ts'

export interface ConfirmProps {
  title: string
  /** What will be so afterwards. */
  words: string
  /** The words on the button: what it does. */
  action: string
  /** Rejects where it could not be done; the dialog says why and stays. */
  onConfirm: () => Promise<void>
  onClose: () => void
}

export const Confirm = ({ title, words, action, onConfirm, onClose }: ConfirmProps) => {
  const text = useText()
  const work = useWork()
  const confirm = async () => {
    if (await work.run(onConfirm)) onClose()
  }
  return (
    <Dialog title={title} open onClose={onClose} size="narrow" dismissable={!work.busy}>
      <DialogBody>
        <p>{words}</p>
      </DialogBody>
      <Failure error={work.failure} />
      <DialogActions>
        <Button onPress={onClose} isDisabled={work.busy}>
          {text('common.cancel')}
        </Button>
        <Button look="danger" busy={work.busy} onPress={() => void confirm()}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
