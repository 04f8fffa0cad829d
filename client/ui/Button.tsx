/** Buttons in the product's hand. Own looks and the waiting state; know nothing of what they do. */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './Button.module.css'
import { cx } from './cx.ts'
import { Spinner } from './Spinner.tsx'

/** `main`: the one thing to do here; `plain`: the others; `quiet`: without an edge; `danger`: takes something away. */
export type ButtonLook = 'main' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'isPending'> {
  look?: ButtonLook
  small?: boolean
  /** Fills the width that it is given. */
  wide?: boolean
  icon?: ReactNode
  /** Its work is under way: keeps the focus, shows a spinner, does not answer. The words should say so too. */
  busy?: boolean
  children: ReactNode
  className?: string | undefined
}

/** A button with words. */
export const Button = ({
  look = 'plain',
  small,
  wide,
  icon,
  busy,
  children,
  className,
  ...props
}: ButtonProps) => {
  // Not `isDisabled`, which would throw the focus away, nor react-aria's `isPending`, whose announcement outlives the button.
  const waiting = busy ? ({ 'aria-disabled': true, type: 'button', onPress: stay } as const) : {}
  return (
    <AriaButton
      {...props}
      {...waiting}
      className={cx(
        styles.button,
        styles[look],
        small && styles.small,
        wide && styles.wide,
        busy && styles.busy,
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
      <span className={styles.words}>{children}</span>
    </AriaButton>
  )
}

const stay = () => {}
