/** A form about a row closes when the row goes, and says so (SPEC FC23): coming back it would lie over what people do by then. */
import { useEffect } from 'react'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { useBox } from './box.ts'

export const useGone = (isGone: boolean, onClose: () => void): void => {
  const text = useText()
  const latest = useBox({ text, onClose })
  useEffect(() => {
    if (!isGone) return
    const now = latest.get()
    showToast({ text: now.text('plan.row.gone'), tone: 'bad' })
    now.onClose()
  }, [isGone, latest])
}
