/** One of a few, each with a line of explanation: departments, roles. Owns looks; the value is the caller's. */
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { cx } from './cx.ts'
import styles from './Choice.module.css'

export interface ChoiceOption {
  value: string
  label: string
  /** One line under the label. */
  hint?: string
  /** Departmental colour, 1–6; draws the band. */
  hue?: number
}

export interface ChoiceProps {
  label: string
  options: readonly ChoiceOption[]
  value: string
  onChange: (value: string) => void
  /** Two columns where there is room. */
  columns?: boolean
}

export const Choice = ({ label, options, value, onChange, columns }: ChoiceProps) => (
  <RadioGroup className={styles.group ?? ''} value={value} onChange={onChange}>
    <Label className={styles.label ?? ''}>{label}</Label>
    <div className={cx(styles.options, columns && styles.columns)}>
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.option ?? ''}>
          {option.hue === undefined ? (
            <span className={styles.dot} />
          ) : (
            <span className={styles.band} data-hue={option.hue} />
          )}
          <span className={styles.words}>
            <span className={styles.name}>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </Radio>
      ))}
    </div>
  </RadioGroup>
)
