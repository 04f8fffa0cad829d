/** What a dialog shows before it has something to show: that it reads, or that it could not. */
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './copies.module.css'

export interface WaitingProps {
  /** Null while it is read. */
  error: unknown
  loading: string
  failed: string
  onRetry: () => void
}

export const Waiting = ({ error, loading, failed, onRetry }: WaitingProps) => {
  const text = useText()
  const errorText = useErrorText()
  return (
    <DialogBody>
      {error === null ? (
        <div className={styles.waiting}>
          <Spinner />
          <output className={styles.lead}>{loading}</output>
        </div>
      ) : (
        <div className={styles.waiting} role="alert">
          <p className={styles.lead}>{failed}</p>
          <p>{errorText(error)}</p>
          <Button look="main" onPress={onRetry}>
            {text('common.retry')}
          </Button>
        </div>
      )}
    </DialogBody>
  )
}
