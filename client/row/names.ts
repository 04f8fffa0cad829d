/** What a row is called in a sentence. Owns the wording; must not draw. */
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { RowView } from '../../shared/plan/view.ts'
import type { Text } from '../ui/use-text.ts'

const LONGEST = 60

const shortened = (line: string): string =>
  line.length <= LONGEST ? line : `${line.slice(0, LONGEST).replace(/\s+\S*$/, '')}…`

/** The beginning of its title. */
export const rowName = (row: RowView, text: Text): string =>
  shortened(blocksToLine(row.cells.title ?? [])) || text('row.untitled')
