/** On or off, at once. Owns looks; the value is the caller's. */
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import styles from './Switch.module.css'

export interface SwitchProps {
  label: string
  hint?: string
  value: boolean
  onChange: (value: boolean) => void
  isDisabled?: boolean
}

export const Switch = ({ label, hint, value, onChange, isDisabled = false }: SwitchProps) => (
  <AriaSwitch className={styles.switch ?? ''} isSelected={value} onChange={onChange} isDisabled={isDisabled}>
    <span className={styles.track} aria-hidden="true">
      <span className={styles.thumb} />
    </span>
    <span className={styles.words}>
      <span>{label}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
    </span>
  </AriaSwitch>
)
