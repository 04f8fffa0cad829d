/** Which rows of the chosen plans are meant: the same fields as in the filter of a view. Shows and tells; decides nothing. */
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { monthName } from '../../shared/period/format.ts'
import { MOST_CHOICE_WORDS, type RowChoice } from '../../shared/plan/gather/row-choice.ts'
import { STATES, isState } from '../../shared/plan/schema.ts'
import type { Department } from '../api.ts'
import { Field } from '../ui/Field.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './copies.module.css'

export interface RowFilterProps {
  choice: RowChoice
  /** Those of the house; where it has none, nothing is asked of them. */
  departments: readonly Department[]
  onChange: (choice: RowChoice) => void
}

const ANY = 'any'

export const RowFilter = ({ choice, departments, onChange }: RowFilterProps) => {
  const text = useText()
  const { locale } = useIntl()
  const language = isLocale(locale) ? locale : 'en'
  const change = (part: Partial<RowChoice>) => onChange({ ...choice, ...part })
  const { words, responsible, month, state } = choice
  return (
    <fieldset className={styles.filter}>
      <legend className="visually-hidden">{text('gather.filter')}</legend>
      <Field
        label={text('filter.words')}
        value={words}
        onChange={(next) => change({ words: next })}
        maxLength={MOST_CHOICE_WORDS}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of the page that was just turned
        autoFocus
      />
      <Field
        label={text('gather.filter.responsible')}
        value={responsible}
        onChange={(next) => change({ responsible: next })}
        maxLength={MOST_CHOICE_WORDS}
      />
      <DepartmentPick
        {...{ departments }}
        value={choice.department}
        onChange={(department) => change({ department })}
      />
      <Pick
        label={text('filter.month')}
        options={[
          { value: ANY, label: text('filter.month.any') },
          ...Array.from({ length: 12 }, (_, at) => ({
            value: String(at + 1),
            label: monthName(at + 1, language),
          })),
        ]}
        value={month === null ? ANY : String(month)}
        onChange={(value) => change({ month: value === ANY ? null : Number(value) })}
      />
      <Pick
        label={text('filter.state')}
        options={[
          { value: ANY, label: text('filter.state.any') },
          ...STATES.map((one) => ({ value: one, label: text(`filter.state.${one}`) })),
        ]}
        value={state ?? ANY}
        onChange={(value) => change({ state: isState(value) ? value : null })}
      />
    </fieldset>
  )
}

const SHARED = 'shared'

interface DepartmentPickProps {
  departments: RowFilterProps['departments']
  value: RowChoice['department']
  onChange: (department: RowChoice['department']) => void
}

const DepartmentPick = ({ departments, value, onChange }: DepartmentPickProps) => {
  const text = useText()
  if (departments.length === 0) return null
  const options = [
    { value: ANY, label: text('filter.department.any') },
    ...departments.map(({ id, name }) => ({ value: `d:${id}`, label: name })),
    { value: SHARED, label: text('filter.department.shared') },
  ]
  return (
    <Pick
      label={text('filter.department')}
      options={options}
      value={value === null ? ANY : value === '' ? SHARED : `d:${value}`}
      onChange={(next) => onChange(next === ANY ? null : next === SHARED ? '' : next.slice(2))}
    />
  )
}
