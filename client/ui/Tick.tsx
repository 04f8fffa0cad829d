/** A box to tick before words of any kind, half ticked where it stands for several. Owns looks alone. */
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { cx } from './cx.ts'
import styles from './Tick.module.css'

export interface TickProps {
  value: boolean
  /** Some of those that it stands for are ticked. */
  half?: boolean
  onChange: (value: boolean) => void
  isDisabled?: boolean
  /** What is heard where the words beside it are not enough. */
  label?: string
  children?: ReactNode
  className?: string | undefined
}

export const Tick = ({
  value,
  half = false,
  onChange,
  isDisabled = false,
  label,
  children,
  className,
}: TickProps) => (
  <Checkbox
    className={cx(styles.tick, className)}
    isSelected={value}
    isIndeterminate={half}
    isDisabled={isDisabled}
    onChange={onChange}
    {...(label !== undefined && { 'aria-label': label })}
  >
    <span className={styles.box} aria-hidden="true">
      {half ? <Minus /> : <Check />}
    </span>
    {children}
  </Checkbox>
)
