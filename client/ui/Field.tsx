/** A labelled line to write in. Owns looks, hint and error; the value is the caller's. */
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField, type TextFieldProps } from 'react-aria-components/TextField'
import { cx } from './cx.ts'
import styles from './Field.module.css'

export interface FieldProps extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string
  hint?: string
  /** Says what is wrong; shown and announced while given. */
  error?: string | null
  placeholder?: string
  /** Serif, for words that will stand in the plan. */
  serif?: boolean
  /** Several lines are written, this many are seen. */
  rows?: number
  /** Width of the input, for years and the like. */
  short?: boolean
}

export const Field = ({ label, hint, error, placeholder, serif, rows, short, ...props }: FieldProps) => (
  <TextField
    {...props}
    isInvalid={Boolean(error)}
    validationBehavior="aria"
    className={cx(styles.field, short && styles.short)}
  >
    <Label className={styles.label ?? ''}>{label}</Label>
    {rows === undefined ? (
      <Input className={cx(styles.input, serif && styles.serif)} placeholder={placeholder} />
    ) : (
      <TextArea
        className={cx(styles.input, styles.lines, serif && styles.serif)}
        rows={rows}
        placeholder={placeholder}
      />
    )}
    {hint && !error && (
      <Text slot="description" className={styles.hint ?? ''}>
        {hint}
      </Text>
    )}
    <FieldError className={styles.error ?? ''}>{error}</FieldError>
  </TextField>
)
