/** A button that is a picture: always has a name, told by a tooltip. Owns looks alone. */
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { TooltipTrigger } from 'react-aria-components/Tooltip'
import styles from './Button.module.css'
import { cx } from './cx.ts'
import { Hint } from './Hint.tsx'

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  /** The accessible name, also shown as the tooltip. */
  label: string
  /** Shown instead of `label` in the tooltip, for shortcuts. */
  hint?: string
  small?: boolean
  children: ReactNode
  className?: string | undefined
}

export const IconButton = ({ label, hint, small, children, className, ...props }: IconButtonProps) => (
  <TooltipTrigger delay={500} closeDelay={80}>
    <AriaButton
      {...props}
      aria-label={label}
      className={cx(styles.button, styles.quiet, styles.square, small && styles.small, className)}
    >
      {children}
    </AriaButton>
    <Hint>{hint ?? label}</Hint>
  </TooltipTrigger>
)
