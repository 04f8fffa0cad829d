/** A link or key that is shown this once: to read, to copy, with words on what to do with it. Never stored or logged. */
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { copyWords } from '../ui/copy-words.ts'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './OneTime.module.css'

export interface SecretLineProps {
  label: string
  value: string
}

/** The line itself with its button. */
export const SecretLine = ({ label, value }: SecretLineProps) => {
  const text = useText()
  const [said, setSaid] = useState('')
  // Where the browser refuses, the line can be marked and copied by hand.
  const copy = async () => setSaid(text((await copyWords(value)) ? 'once.copied' : 'once.copy-failed'))
  return (
    <>
      <div className={styles.row}>
        <Field label={label} value={value} isReadOnly onFocus={(event) => selectAll(event.target)} />
        <Button look="main" icon={<Copy />} className={styles.copy} onPress={() => void copy()}>
          {text('once.copy')}
        </Button>
      </div>
      <p className={styles.said} role="status">
        {said}
      </p>
    </>
  )
}

const selectAll = (target: EventTarget) => {
  if (target instanceof HTMLInputElement) target.select()
}

export interface OneTimeProps extends SecretLineProps {
  title: string
  /** Whom to give it to, and what it does. */
  words: string
  onClose: () => void
}

/** The dialog that shows it. Only its buttons close it: what is gone cannot be shown again. */
export const OneTime = ({ title, words, onClose, ...line }: OneTimeProps) => {
  const text = useText()
  return (
    <Dialog title={title} open onClose={onClose} dismissable={false}>
      <DialogBody>
        <p className={styles.words}>{words}</p>
        <SecretLine {...line} />
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text('once.done')}</Button>
      </DialogActions>
    </Dialog>
  )
}
