/** What was last worth telling a screen reader about saving. Owns the memory of the last state that mattered. */
import { useState } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { SavedState } from '../plan/plan-session.ts'
import { announcementKey, soundsLike } from './saved-words.ts'

interface Heard {
  /** The last state but "saving", which is only a way from one to another. */
  state: SavedState
  key: MessageKey | null
}

/** The announcement that stands now. */
export const useAnnouncement = (state: SavedState): MessageKey | null => {
  const [heard, setHeard] = useState<Heard>({ state: { kind: 'saving', changes: 0 }, key: null })
  if (state.kind !== 'saving' && !soundsLike(heard.state, state))
    setHeard({ state, key: announcementKey(heard.state, state) })
  return heard.key
}
