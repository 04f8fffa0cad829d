/** How a row is called in a sentence: by its number, without the full stop that stands behind it in the table. */
import type { RowView } from '../../shared/plan/view.ts'
import type { Text } from '../ui/use-text.ts'

export const rowName = ({ number }: Pick<RowView, 'number'>, text: Text): string =>
  number.replace(/\.$/, '') || text('table.row.unnumbered')
