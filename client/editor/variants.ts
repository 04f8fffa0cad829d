/**
 * What may be typed in which cell. The schema is the same everywhere; a variant only bounds commands and pastes.
 */

/** `rich`: everything; `plain`: paragraphs of bare text; `line`: one paragraph of bare text. */
export type Variant = 'rich' | 'plain' | 'line'

/** The variant of a column's cells. */
export const variantOf = (column: string): Variant => (column === 'title' ? 'rich' : 'plain')
