/** Short messages that pass: what happened, and what to do about it. Owns the queue; `Toasts.tsx` draws it. */
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast'

export interface ToastContent {
  /** In the reader's language. */
  text: string
  tone?: 'note' | 'bad'
  action?: ToastAction
  /** Another way on, before it. */
  more?: ToastAction
}

export interface ToastAction {
  label: string
  run: () => void
  /** Calls `over` as soon as it would do something else than the message says: the message goes then. */
  until?: (over: () => void) => () => void
}

const STAY_MS = 6000

export const toasts = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 })

/** Shows a message for six seconds (hovering or focusing it makes it wait). Errors stay until they are dismissed. */
export const showToast = (content: ToastContent): void => {
  const stops: (() => void)[] = []
  const key = toasts.add(content, {
    ...(content.tone !== 'bad' && { timeout: STAY_MS }),
    onClose: () => {
      for (const stop of stops) stop()
    },
  })
  const stop = content.action?.until?.(() => toasts.close(key))
  if (stop !== undefined) stops.push(stop)
}
