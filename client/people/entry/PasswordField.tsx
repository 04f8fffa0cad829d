/** A password to write: hidden or shown, with a quiet word on its strength where it is a new one. Owns looks alone. */
import { Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import { cx } from '../../ui/cx.ts'
import field from '../../ui/Field.module.css'
import { useText } from '../../ui/use-text.ts'
import styles from './PasswordField.module.css'
import { missing, strengthOf } from './strength.ts'

export interface PasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | null
  /** A new one: its strength is told, and password managers offer to make it. */
  fresh?: boolean
  autoFocus?: boolean
}

export const PasswordField = ({ label, value, onChange, error, fresh, autoFocus }: PasswordFieldProps) => {
  const [shown, setShown] = useState(false)
  return (
    <TextField
      className={field.field ?? ''}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      autoComplete={fresh ? 'new-password' : 'current-password'}
      spellCheck="false"
      maxLength={200}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- asked for where this is the first field of a page
      autoFocus={autoFocus ?? false}
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <Group className={styles.group ?? ''}>
        <Input className={cx(field.input, styles.input)} />
        <ShowButton shown={shown} onPress={() => setShown(!shown)} />
      </Group>
      {fresh && !error && <StrengthHint password={value} />}
      <FieldError className={field.error ?? ''}>{error}</FieldError>
    </TextField>
  )
}

const ShowButton = ({ shown, onPress }: { shown: boolean; onPress: () => void }) => {
  const text = useText()
  return (
    <Button
      className={styles.show ?? ''}
      onPress={onPress}
      aria-label={text('entry.password.show')}
      aria-pressed={shown}
    >
      {shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
    </Button>
  )
}

const STEPS = { empty: 0, short: 1, plain: 2, fine: 3, strong: 4 } as const

const StrengthHint = ({ password }: { password: string }): ReactNode => {
  const text = useText()
  const strength = strengthOf(password)
  return (
    <span className={styles.strength}>
      <span className={styles.meter} data-step={STEPS[strength]} aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </span>
      <Text slot="description" className={field.hint ?? ''}>
        {text(`entry.strength.${strength}`, { count: missing(password) })}
      </Text>
    </span>
  )
}
