/** Lines of sums: they stand among the rows of a plan and are no events. Owns how one is told from a row. Pure. */
import type { PeriodJson } from './json.ts'

/** «Итого по задаче 1», «Всего:». */
const SUM = /^(?:итого(?!\p{L})|(?:всего|разом|усього|усяго|total)(?:$|:|\s(?:по|за|на|for)(?!\p{L})))/iu

interface Line {
  number: string
  title: string
  period: Pick<PeriodJson, 'kind'>
}

export const isSumLine = ({ number, title, period }: Line): boolean =>
  number === '' && period.kind === 'none' && SUM.test(title)
