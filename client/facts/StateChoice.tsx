/** The five states in a row, with their signs: one press, or the arrows of the keyboard. Owns the look. */
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { ItemState } from '../../shared/plan/json.ts'
import { StateIcon } from '../ui/StateIcon.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './facts.module.css'

const STATES: readonly ItemState[] = ['planned', 'in-progress', 'done', 'moved', 'cancelled']

interface StateChoiceProps {
  value: ItemState
  disabled: boolean
  onChange: (state: ItemState) => void
}

export const StateChoice = ({ value, disabled, onChange }: StateChoiceProps) => {
  const text = useText()
  return (
    <RadioGroup
      value={value}
      isDisabled={disabled}
      onChange={(state) => onChange(state as ItemState)}
      className={styles.states ?? ''}
    >
      <Label className={styles.label ?? ''}>{text('fact.state')}</Label>
      <div className={styles.options}>
        {STATES.map((state) => (
          <Radio key={state} value={state} className={styles.option ?? ''} data-state={state}>
            <StateIcon state={state} />
            {text(`table.state.${state}`)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
