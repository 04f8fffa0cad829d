/** Draws the queue of passing messages, once for the whole page. */
import { X } from 'lucide-react'
import { Text } from 'react-aria-components/Text'
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import { IconButton } from './IconButton.tsx'
import { toasts } from './toast.ts'
import styles from './Toasts.module.css'
import { useText } from './use-text.ts'

export const Toasts = () => {
  const text = useText()
  return (
    <ToastRegion queue={toasts} aria-label={text('common.notifications')} className={styles.region ?? ''}>
      {({ toast }) => (
        <Toast toast={toast} className={cx(styles.toast, toast.content.tone === 'bad' && styles.bad)}>
          <ToastContent className={styles.words ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {[toast.content.more, toast.content.action].map(
            (action) =>
              action && (
                <Button
                  key={action.label}
                  small
                  look="quiet"
                  className={styles.action}
                  onPress={() => {
                    action.run()
                    toasts.close(toast.key)
                  }}
                >
                  {action.label}
                </Button>
              ),
          )}
          <IconButton small slot="close" label={text('common.toast.dismiss')} className={styles.close}>
            <X />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
