/** The lines over the trail with which one looks for something in it. Owns the fields; the filter is the page's. */
import { useIntl } from 'react-intl'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Pick, type PickOption } from '../../ui/Pick.tsx'
import { useText } from '../../ui/use-text.ts'
import type { Person } from '../schemas.ts'
import { type AuditFilter, NO_FILTER } from './audit-filter.ts'
import { ACTION_GROUPS, actionKey, actionsOf } from './audit-words.ts'
import styles from './audit.module.css'

export interface AuditFiltersProps {
  people: readonly Person[]
  /** Titles of plans by their ids. */
  titles: ReadonlyMap<string, string>
  value: AuditFilter
  onChange: (filter: AuditFilter) => void
}

export const AuditFilters = ({ people, titles, value, onChange }: AuditFiltersProps) => {
  const text = useText()
  const actions = useActionOptions()
  const set = (part: Partial<AuditFilter>) => onChange({ ...value, ...part })
  const isFiltered = Object.values(value).some((one) => one !== '')
  return (
    <div className={styles.filters} role="search" aria-label={text('audit.filter')}>
      <Pick
        label={text('audit.who')}
        options={[
          { value: '', label: text('audit.who.all') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={value.who}
        onChange={(who) => set({ who })}
      />
      <Pick
        label={text('audit.what')}
        options={actions}
        value={value.action}
        onChange={(action) => set({ action })}
      />
      <Pick
        label={text('audit.where')}
        options={[
          { value: '', label: text('audit.where.all') },
          ...[...titles].map(([id, title]) => ({ value: id, label: title || text('audit.untitled') })),
        ]}
        value={value.plan}
        onChange={(plan) => set({ plan })}
      />
      <div className={styles.days}>
        <Field label={text('audit.from')} type="date" value={value.from} onChange={(from) => set({ from })} />
        <Field label={text('audit.to')} type="date" value={value.to} onChange={(to) => set({ to })} />
      </div>
      {isFiltered && (
        <Button look="quiet" className={styles.clear} onPress={() => onChange(NO_FILTER)}>
          {text('audit.filter.clear')}
        </Button>
      )}
    </div>
  )
}

/** Groups of actions, each with its single ones behind it. */
const useActionOptions = (): PickOption[] => {
  const text = useText()
  const { messages } = useIntl()
  const single = (action: string): PickOption[] => {
    const key = actionKey(action, messages)
    return key === null ? [] : [{ value: action, label: `– ${text(key)}` }]
  }
  return [
    { value: '', label: text('audit.what.all') },
    ...ACTION_GROUPS.flatMap((group) => [
      { value: group, label: text(`audit.group.${group}`) },
      ...actionsOf(group, messages).flatMap(single),
    ]),
  ]
}
