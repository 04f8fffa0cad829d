/** Several of a few, each with its colour: departments, plans. And a single box to tick. Owns looks alone. */
import { Check as CheckMark } from 'lucide-react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import type { ChoiceOption } from './Choice.tsx'
import styles from './Choice.module.css'
import { cx } from './cx.ts'

export interface ChecksProps {
  label: string
  /** One line under the group. */
  hint?: string
  options: readonly ChoiceOption[]
  value: readonly string[]
  onChange: (value: string[]) => void
  columns?: boolean
}

export const Checks = ({ label, hint, options, value, onChange, columns }: ChecksProps) => (
  <CheckboxGroup className={styles.group ?? ''} value={[...value]} onChange={onChange}>
    <Label className={styles.label ?? ''}>{label}</Label>
    <div className={cx(styles.options, columns && styles.columns)}>
      {options.map((option) => (
        <Checkbox key={option.value} value={option.value} className={styles.option ?? ''}>
          <Box />
          {option.hue !== undefined && <span className={styles.band} data-hue={option.hue} />}
          <span className={styles.words}>
            <span className={styles.name}>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </Checkbox>
      ))}
    </div>
    {hint && (
      <Text slot="description" className={styles.hint ?? ''}>
        {hint}
      </Text>
    )}
  </CheckboxGroup>
)

export interface CheckProps {
  label: string
  hint?: string
  value: boolean
  onChange: (value: boolean) => void
}

/** One box to tick, with a line of explanation. */
export const Check = ({ label, hint, value, onChange }: CheckProps) => (
  <Checkbox className={styles.option ?? ''} isSelected={value} onChange={onChange}>
    <Box />
    <span className={styles.words}>
      <span className={styles.name}>{label}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
    </span>
  </Checkbox>
)

const Box = () => (
  <span className={styles.box} aria-hidden="true">
    <CheckMark />
  </span>
)
