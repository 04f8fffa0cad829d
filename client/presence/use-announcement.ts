/** What was last worth telling a screen reader about saving. Owns the memory of the last state that mattered. */
import { useState } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { SavedState } from '../plan/plan-session.ts'
import { announcementKey } from './saved-words.ts'

interface Heard {
  /** The last kind but "saving", which is only a way from one to another. */
  kind: SavedState['kind']
  key: MessageKey | null
}

/** The announcement that stands now. */
export const useAnnouncement = (state: SavedState): MessageKey | null => {
  const { kind } = state
  const [heard, setHeard] = useState<Heard>({ kind: 'saving', key: null })
  if (kind !== 'saving' && kind !== heard.kind) setHeard({ kind, key: announcementKey(heard.kind, state) })
  return heard.key
}
