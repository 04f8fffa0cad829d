/** Which words tell of a saving state. Pure; the words themselves are in the catalogues. */
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { SavedState } from '../plan/plan-session.ts'

/** What stands beside the dot. */
export const labelKey = (state: SavedState): MessageKey => `sync.${state.kind}`

export const changesOf = (state: SavedState): number => (state.kind === 'saved' ? 0 : state.changes)

const CODES: Readonly<Record<string, MessageKey>> = {
  'storage-failed': 'sync.not-saved.storage-failed',
  'cache-failed': 'sync.not-saved.cache-failed',
  unauthenticated: 'sync.not-saved.unauthenticated',
  'epoch-changed': 'sync.not-saved.epoch-changed',
  'client-outdated': 'sync.not-saved.client-outdated',
  'not-found': 'sync.not-saved.closed',
  'plan-in-trash': 'sync.not-saved.closed',
  'plan-newer': 'sync.not-saved.plan-newer',
  'bad-request': 'sync.not-saved.bad-request',
  'too-large': 'sync.not-saved.too-large',
  'too-many-connections': 'sync.not-saved.too-many',
}

/** The explanation in the popover. */
export const explanationKey = (state: SavedState): MessageKey => {
  if (state.kind === 'offline' && state.memoryOnly) return 'sync.offline.memory-only'
  if (state.kind !== 'not-saved') return `sync.${state.kind}.text`
  if (state.keeping) return 'sync.not-saved.keeping'
  // Whatever the reason, this is what there is to do about it.
  if (state.memoryOnly) return 'sync.not-saved.memory-only'
  return CODES[state.code] ?? 'sync.not-saved.refused'
}

/** Offline, and nothing but the page holds what is written. */
const isLoose = (state: SavedState): boolean => state.kind === 'offline' && state.memoryOnly === true

/** Whether a screen reader has nothing to be told between these two. */
export const soundsLike = (left: SavedState, right: SavedState): boolean =>
  left.kind === right.kind && isLoose(left) === isLoose(right)

/** What a screen reader is told when the state comes from another; null for ordinary saving. */
export const announcementKey = (before: SavedState, state: SavedState): MessageKey | null => {
  if (soundsLike(before, state)) return null
  const [from, to] = [before.kind, state.kind]
  if (to === 'offline') return isLoose(state) ? 'sync.announce.memory-only' : 'sync.announce.offline'
  if (to === 'not-saved') return 'sync.announce.not-saved'
  return to === 'saved' && from !== 'saving' ? 'sync.announce.back' : null
}
