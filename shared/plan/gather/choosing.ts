/**
 * Which rows of a plan pass a choice: by words, state, month, department and who is responsible, as the filters of the views
 * know them (`plan/filter.ts`), over PlanJson. Pure.
 */
import { responsibleColumns } from '../check/row.ts'
import { folded, wordsOf } from '../filter.ts'
import type { ItemJson, PlanJson, SectionJson } from '../json.ts'
import { type RowChoice, isChoosing } from './row-choice.ts'

type Test = (item: ItemJson, section: SectionJson) => boolean

const has = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word))

const textOf = ({ number, title, period, cells }: ItemJson, section: SectionJson): string =>
  folded([number, title.text, period.text, ...Object.values(cells), section.title].join('\n'))

const FIXED: readonly string[] = ['number', 'title', 'period']

/** Texts of who is responsible, where the plan has columns of that. */
const responsibleIn = ({ columns }: Pick<PlanJson, 'columns'>): ((item: ItemJson) => string) => {
  const own = columns.map(({ key, title, hidden = false }) => ({
    id: key,
    title,
    hidden,
    fixed: FIXED.includes(key),
  }))
  const keys = responsibleColumns(own).map(({ id }) => id)
  return ({ cells }) => folded(keys.map((key) => cells[key] ?? '').join('\n'))
}

/** Whether a row of `plan` is meant, for its rows one after the other. */
export const choosing = (plan: Pick<PlanJson, 'columns'>, choice: RowChoice | undefined): Test => {
  if (choice === undefined || !isChoosing(choice)) return () => true
  const { department, state, month } = choice
  const [words, names] = [wordsOf(choice.words), wordsOf(choice.responsible)]
  const responsible = responsibleIn(plan)
  return (item, section) =>
    (department === null || (section.department ?? '') === department) &&
    (state === null || item.state === state) &&
    (month === null || item.period.months.includes(month)) &&
    (names.length === 0 || has(responsible(item), names)) &&
    (words.length === 0 || has(textOf(item, section), words))
}
