/** What is said on paper above a view that shows a part of the plan: by what it was chosen and how much it is. Owns the sentence. */
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import { monthName } from '../../shared/period/format.ts'
import type { PlanFilter } from '../../shared/plan/filter-value.ts'
import type { Department } from '../api.ts'
import { useText } from '../ui/use-text.ts'
import styles from './bar.module.css'

export interface PaperLineProps {
  filter: PlanFilter
  departments: readonly Department[]
  /** Rows that pass, of how many. */
  shown: number
  total: number
  /** The view below: the line stands on the same kind of page. */
  of: 'document' | 'columns' | 'rows'
}

/** Within a sentence. */
const small = (words: string): string => words.charAt(0).toLocaleLowerCase() + words.slice(1)

/** What was chosen, each in the words of its field. */
const useChoices = ({ filter, departments }: Pick<PaperLineProps, 'filter' | 'departments'>): string[] => {
  const text = useText()
  const { locale } = useIntl()
  const language = isLocale(locale) ? locale : 'en'
  const { words, department, month, state, mine, comments, findings } = filter
  const name = month === null ? '' : monthName(month, language)
  const flags = [mine && 'filter.mine', comments && 'filter.comments', findings && 'filter.findings'] as const
  return [
    words.trim() && text('filter.print.words', { words: words.trim() }),
    department === '' ? small(text('filter.department.shared')) : '',
    departments.find(({ id }) => id === department)?.name ?? '',
    language === 'ru' ? small(name) : name,
    state === null ? '' : small(text(`filter.state.${state}`)),
    ...flags.map((flag) => (flag ? small(text(flag)) : '')),
  ].filter((choice) => choice !== '')
}

export const PaperLine = ({ shown, total, of, ...chosen }: PaperLineProps) => {
  const text = useText()
  const choice = useChoices(chosen).join(', ')
  return (
    <p className={styles.paper} data-of={of} data-filter-paper>
      {text('filter.print', { shown, total, choice })}
    </p>
  )
}
