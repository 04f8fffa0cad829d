/** The login of somebody who has an account: to sign in, or to get a new password. Owns how it is written. */
import { Field } from '../../ui/Field.tsx'
import { useText } from '../../ui/use-text.ts'

export interface LoginFieldProps {
  value: string
  onChange: (login: string) => void
  /** Whether it was asked for already: an empty one is then told. */
  tried: boolean
}

export const LoginField = ({ value, onChange, tried }: LoginFieldProps) => {
  const text = useText()
  return (
    <Field
      label={text('entry.login')}
      value={value}
      onChange={onChange}
      error={tried && value.trim() === '' ? text('entry.login.missing') : null}
      autoComplete="username"
      inputMode="email"
      spellCheck="false"
      maxLength={200}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
      autoFocus
    />
  )
}
