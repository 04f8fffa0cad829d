/** Returning a section: what is to be mended. Owns the dialog alone. */
import { useKept } from '../plan/kept.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './signoff.module.css'

export interface ReturnDialogProps {
  id: string
  /** As the section is called. */
  section: string
  /** What was to be mended when it was refused. */
  first: string
  onReturn: (remark: string) => void
  onClose: () => void
}

export const ReturnDialog = ({ id, section, first, onReturn, onClose }: ReturnDialogProps) => {
  const text = useText()
  const [remark, setRemark] = useKept(`signoff.remark ${id}`, () => first)
  const isEmpty = remark.trim() === ''
  return (
    <Dialog title={text('signoff.return.title')} size="narrow" open onClose={onClose}>
      <DialogForm onSubmit={() => isEmpty || onReturn(remark.trim())}>
        <DialogBody>
          <p className={styles.words}>{text('signoff.return.words', { section })}</p>
          <Field
            label={text('signoff.return.remark')}
            value={remark}
            onChange={setRemark}
            rows={4}
            isRequired
            maxLength={5000}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of what was just opened
            autoFocus
          />
        </DialogBody>
        <DialogActions>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button type="submit" look="main" isDisabled={isEmpty}>
            {text('signoff.return.action')}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
