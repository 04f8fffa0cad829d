/**
 * Saves the words of changes that may not be merged. Owns how words are gathered from a document that is about to go.
 */
import type * as Y from 'yjs'
import type { PlanView } from '../../shared/plan/view.ts'
import type { RescuedText } from '../plan/plan-session.ts'
import { placesIn, readTarget, withoutParts } from './targets.ts'

export interface RescueContext {
  planId: string
  owner: string
  code: string
  cache: string | null
  now: () => number
  ids: () => string
}

/** Words whose place is gone, as the server told them. */
export const strandedTexts = (words: readonly string[], context: RescueContext): RescuedText[] => {
  const { planId, owner, cache, now, ids } = context
  return words.map((text) => ({
    id: ids(),
    planId,
    owner,
    cache,
    at: now(),
    code: 'epoch-changed',
    section: '',
    row: '',
    text,
  }))
}

/** Whether a text was kept because its place was gone; it belongs to no copy, which still has to bring the rest along. */
export const isStranded = ({ code, cache, section, row }: RescuedText): boolean =>
  code === 'epoch-changed' && cache === null && section === '' && row === ''

/** One text a target, in the order in which they were touched last. */
export const gatherWords = (
  doc: Y.Doc,
  view: PlanView,
  targets: readonly string[],
  context: RescueContext,
): RescuedText[] => {
  const { planId, owner, code, cache, now, ids } = context
  const placeOf = placesIn(doc, view)
  const texts = withoutParts(targets).map((target) => ({
    id: ids(),
    planId,
    owner,
    cache,
    at: now(),
    code,
    ...placeOf(target),
    text: readTarget(doc, target),
  }))
  const worded = texts.filter((text) => text.text !== '')
  // A move or a deletion beside words at the same row says nothing more.
  const said = new Set(worded.map((text) => text.row))
  return texts.filter((text) => text.text !== '' || !said.has(text.row))
}
