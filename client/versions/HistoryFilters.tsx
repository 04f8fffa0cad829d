/** Whose changes of what are listed: person, section, one row and its cell. Owns the controls alone. */
import { X } from 'lucide-react'
import type { PlanView } from '../../shared/plan/view.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import type { EntryFilter, Timeline } from './history-api.ts'
import { type Names, rowWords, shortOf } from './history-words.ts'
import styles from './history.module.css'

export interface HistoryFiltersProps {
  filter: EntryFilter
  onChange: (filter: EntryFilter) => void
  people: Timeline['people']
  view: PlanView
  names: Names
}

/** Stands for no choice. */
const ALL = '*'
const chosen = (value: string): string | undefined => (value === ALL ? undefined : value)

/** Fields of a row in the order of the columns, then what has no column. */
const fieldsOf = ({ columns }: PlanView): { value: string; label: string }[] =>
  columns.map(({ id, title }) => ({
    value: id === 'number' || id === 'title' || id === 'period' ? id : `cells.${id}`,
    label: title || id,
  }))

export const HistoryFilters = ({ filter, onChange, people, view, names }: HistoryFiltersProps) => {
  const text = useText()
  const { item } = filter
  return (
    <div className={styles.filters}>
      <Pick
        bare
        label={text('history.filter.who')}
        value={filter.by ?? ALL}
        onChange={(value) => onChange({ ...filter, by: chosen(value) })}
        options={[
          { value: ALL, label: text('history.filter.who.all') },
          ...people.map(({ id, name }) => ({ value: id, label: name || text('history.someone') })),
        ]}
      />
      {item === undefined ? (
        <Pick
          bare
          label={text('history.filter.section')}
          value={filter.section ?? ALL}
          onChange={(value) => onChange({ ...filter, section: chosen(value) })}
          options={[
            { value: ALL, label: text('history.filter.section.all') },
            ...view.sections.map(({ id, title }) => ({ value: id, label: shortOf(title) })),
          ]}
        />
      ) : (
        <>
          <Pick
            bare
            label={text('history.filter.field')}
            value={filter.field ?? ALL}
            onChange={(value) => onChange({ ...filter, field: chosen(value) })}
            options={[
              { value: ALL, label: text('history.filter.field.all') },
              ...fieldsOf(view),
              { value: 'state', label: text('history.field.state') },
              { value: 'fact', label: text('history.field.fact') },
            ]}
          />
          <p className={styles.only}>
            {text('history.filter.row', { row: rowWords(names, item, text) })}
            <IconButton
              small
              label={text('history.filter.row.off')}
              onPress={() => onChange({ by: filter.by })}
            >
              <X />
            </IconButton>
          </p>
        </>
      )}
    </div>
  )
}
