/** A panel beside the sheet: its head with the way out, and its part in the keyboard's way. What stands in it is its feature's. */
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { useText } from '../ui/use-text.ts'
import { isComposing } from './chord.ts'
import styles from './side-panel.module.css'
import { usePanelFocus } from './use-panel-focus.ts'

export interface SidePanelProps {
  title: string
  /** For those who look for something inside. */
  panel?: RefObject<HTMLElement | null>
  onClose: () => void
  children: ReactNode
}

/** Takes the focus when it opens; Esc closes it and gives the focus back. */
export const SidePanel = ({ title, panel, onClose, children }: SidePanelProps) => {
  const text = useText()
  const id = useId()
  const own = useRef<HTMLElement>(null)
  const ref = panel ?? own
  usePanelFocus(ref)
  const press = (event: KeyboardEvent) => {
    // Dialogs and menus are drawn elsewhere, but their events come this way in React's tree.
    const isOurs = event.currentTarget.contains(event.target as Node)
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent) || !isOurs) return
    event.preventDefault()
    onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes, wherever in it one is
    <section ref={ref} className={styles.panel} aria-labelledby={id} tabIndex={-1} onKeyDown={press}>
      <header className={styles.top}>
        <h2 id={id} className={styles.heading}>
          {title}
        </h2>
        <IconButton label={text('common.close')} small onPress={onClose}>
          <X />
        </IconButton>
      </header>
      {children}
    </section>
  )
}
