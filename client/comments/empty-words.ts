/** What a panel without threads says. Owns how one is begun, by keys or by fingers; must not say so to who may not. */
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { Filter } from './filters.ts'

export interface Hands {
  mayWrite: boolean
  /** Fingers, with no keys at hand. */
  touched: boolean
}

/** The key of the sentence for a filter that leaves nothing. */
export const emptyWords = (filter: Filter, { mayWrite, touched }: Hands): MessageKey => {
  if (filter !== 'open') return `comments.empty.${filter}`
  if (!mayWrite) return 'comments.empty.open.reader'
  return touched ? 'comments.empty.open.touched' : 'comments.empty.open'
}
