/** What was written in a composer as what the document holds. Pure. */
import type { Saying } from '../../shared/comments/edit.ts'
import { type Block, blocksToText } from '../../shared/plan/rich.ts'

/** `was`: the cell as it stands while the proposal is sent. */
export const sayingOf = (
  { text, html }: { text: string; html: string | null },
  column: string | null,
  was: readonly Block[] | null,
): Saying =>
  html === null || column === null || was === null
    ? { text }
    : { text, proposal: { column, was: blocksToText(was), html } }

/** The cell that another text can be proposed for; undefined for a row, a number, and what is gone. */
export const proposableCell = (
  column: string | null,
  blocks: readonly Block[] | null,
): { column: string; blocks: readonly Block[] } | undefined =>
  column === null || column === 'number' || blocks === null ? undefined : { column, blocks }
