/** The tooltip's slip of paper. Goes inside a TooltipTrigger. */
import type { ReactNode } from 'react'
import { Tooltip, type TooltipProps } from 'react-aria-components/Tooltip'
import styles from './Hint.module.css'

export const Hint = ({
  children,
  ...props
}: Omit<TooltipProps, 'children' | 'className'> & { children: ReactNode }) => (
  <Tooltip offset={6} {...props} className={styles.hint ?? ''}>
    {children}
  </Tooltip>
)
