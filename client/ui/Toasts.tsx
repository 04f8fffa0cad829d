/** Draws the queue of passing messages, once for the whole page. Owns that they take no keys from anybody. */
import { type RefObject, useEffect, useRef } from 'react'
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

/**
 * The region takes a message for one with the keys after its button, which had them, has gone with it: React tells of no blur
 * then. It would wait for ever and, when the next message goes, pull the keys out of whatever somebody writes in.
 */
const useForgottenFocus = (region: RefObject<HTMLDivElement | null>): void => {
  useEffect(
    () =>
      toasts.subscribe(() =>
        requestAnimationFrame(() => {
          const one = region.current
          if (one && !one.contains(document.activeElement))
            one.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
        }),
      ),
    [region],
  )
}

export const Toasts = () => {
  const text = useText()
  const region = useRef<HTMLDivElement>(null)
  useForgottenFocus(region)
  return (
    <ToastRegion
      ref={region}
      queue={toasts}
      aria-label={text('common.notifications')}
      className={styles.region ?? ''}
    >
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
                  // A press of the mouse leaves the keys where they are; whoever comes by keys has them here.
                  preventFocusOnPress
                  onPress={() => {
                    action.run()
                    toasts.close(toast.key)
                  }}
                >
                  {action.label}
                </Button>
              ),
          )}
          <IconButton
            small
            slot="close"
            label={text('common.toast.dismiss')}
            className={styles.close}
            preventFocusOnPress
          >
            <X />
          </IconButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
