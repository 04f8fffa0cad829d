/** The fields of a state, each with what a colleague wrote there meanwhile. Owns the arrangement. */
import type { FactField } from '../../shared/plan/facts.ts'
import type { FactJson, ItemState } from '../../shared/plan/json.ts'
import { Button } from '../ui/Button.tsx'
import { Field, type FieldProps } from '../ui/Field.tsx'
import { useText } from '../ui/use-text.ts'
import { type Draft, asText, conflictIn, withText, without } from './draft.ts'
import styles from './facts.module.css'

interface FactFieldsProps {
  state: ItemState
  fields: readonly FactField[]
  draft: Draft
  wrong: readonly FactField[]
  /** What stands in the row. */
  now: FactJson
  disabled: boolean
  textOf: (field: FactField) => string
  onChange: (draft: Draft) => void
}

const LOOKS: Record<FactField, Partial<FieldProps>> = {
  on: { type: 'date' },
  result: { rows: 3 },
  participants: { inputMode: 'numeric', short: true },
  link: { type: 'url', placeholder: 'https://' },
  to: {},
  why: { rows: 2 },
  note: { rows: 2 },
}

export const FactFields = (props: FactFieldsProps) => {
  const { state, fields, draft, wrong, now, disabled, textOf, onChange } = props
  const text = useText()
  return (
    <div className={styles.fields}>
      {fields.map((field) => {
        const stands = asText(now[field])
        const theirs = conflictIn(draft, state, field, stands)
        return (
          <div key={`${state} ${field}`} data-fact={field}>
            <Field
              {...LOOKS[field]}
              label={text(`fact.${field}`)}
              value={textOf(field)}
              isDisabled={disabled}
              error={wrong.includes(field) ? text(`fact.wrong.${field}`) : null}
              onChange={(words) => onChange(withText(draft, state, field, words, stands))}
            />
            {theirs !== null && (
              <p className={styles.theirs} role="status">
                {text(theirs === '' ? 'fact.theirs.empty' : 'fact.theirs', { words: theirs })}
                <Button small look="quiet" onPress={() => onChange(without(draft, state, field))}>
                  {text(theirs === '' ? 'fact.take.empty' : 'fact.take')}
                </Button>
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
