/** Which threads the panel shows: open, resolved, mine, about me; of all sections or one. Owns the two controls. */
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { PlanView } from '../../shared/plan/view.ts'
import { Pick } from '../ui/Pick.tsx'
import { sectionName } from '../plan/section-name.ts'
import { useText } from '../ui/use-text.ts'
import { type Choice, type Entry, FILTERS, type Filter, arrange } from './filters.ts'
import styles from './panel.module.css'

interface ChoicesProps {
  choice: Choice
  entries: readonly Entry[]
  view: PlanView
  me: string
  onChoose: (choice: Choice) => void
}

export const Choices = ({ choice, entries, view, me, onChoose }: ChoicesProps) => {
  const text = useText()
  const countOf = (filter: Filter) => arrange(entries, { filter, section: '' }, me).length
  return (
    <>
      <RadioGroup
        className={styles.filters ?? ''}
        aria-label={text('comments.filter')}
        orientation="horizontal"
        value={choice.filter}
        onChange={(filter) => onChoose({ ...choice, filter: filter as Filter })}
      >
        {FILTERS.map((filter) => (
          <Radio key={filter} value={filter} className={styles.filter ?? ''}>
            {text(`comments.filter.${filter}`)}
            {filter === 'open' && countOf('open') > 0 && <small>{countOf('open')}</small>}
          </Radio>
        ))}
      </RadioGroup>
      <SectionPick choice={choice} entries={entries} view={view} onChoose={onChoose} />
    </>
  )
}

/** Offered once threads stand in more than one section. */
const SectionPick = ({ choice, entries, view, onChoose }: Omit<ChoicesProps, 'me'>) => {
  const text = useText()
  const used = new Set(entries.map(({ standing }) => standing.section))
  const sections = view.sections.filter(({ id }) => used.has(id))
  if (sections.length < 2 && choice.section === '') return null
  const options = sections.map((one) => ({ value: one.id, label: sectionName(one, text) }))
  return (
    <Pick
      bare
      label={text('comments.section')}
      value={choice.section === '' ? 'all' : choice.section}
      options={[{ value: 'all', label: text('comments.section.all') }, ...options]}
      onChange={(section) => onChoose({ ...choice, section: section === 'all' ? '' : section })}
    />
  )
}
