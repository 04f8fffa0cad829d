/**
 * The list of names behind an `@`: open while one is being typed, led by the keyboard, chosen with Enter or a press.
 * Owns which line is marked; who fits is `picker.ts`'s, how it looks is `Composer.tsx`'s.
 */
import { type KeyboardEvent, useId, useState } from 'react'
import { isComposing } from '../plan/chord.ts'
import type { Draft } from './drafts.ts'
import { type Asking, type Candidate, askingAt, candidatesFor, choose } from './picker.ts'

export interface Mentions {
  readonly listId: string
  readonly optionId: (index: number) => string
  /** Empty while the list is closed. */
  readonly shown: readonly Candidate[]
  /** Whether a name is being typed, also where nobody fits. */
  readonly isAsking: boolean
  readonly marked: number
  /** To be called with the text and the caret after every change. */
  readonly look: (text: string, caret: number) => void
  readonly close: () => void
  readonly pick: (one: Candidate) => void
  /** True where the key was the list's. */
  readonly press: (event: KeyboardEvent) => boolean
}

interface MentionsSetup {
  people: readonly Candidate[]
  draft: Draft
  /** Takes the changed draft and puts the caret there. */
  onPick: (draft: Draft, caret: number) => void
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

export const useMentions = ({ people, draft, onPick }: MentionsSetup): Mentions => {
  const listId = useId()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [marked, setMarked] = useState(0)
  const shown = asking ? candidatesFor(people, asking.query) : []
  const close = () => setAsking(null)
  const pick = (one: Candidate) => {
    if (!asking) return
    const chosen = choose(draft, asking, one)
    close()
    onPick(chosen.draft, chosen.caret)
  }
  const press = (event: KeyboardEvent): boolean => {
    const one = shown[marked]
    if (!one || event.ctrlKey || event.metaKey || isComposing(event.nativeEvent)) return false
    const step = STEPS[event.key]
    if (step !== undefined) setMarked((marked + step + shown.length) % shown.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(one)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    listId,
    optionId: (index) => `${listId}-${index}`,
    shown,
    isAsking: asking !== null && asking.query !== '',
    marked,
    look: (text, caret) => {
      setAsking(askingAt(text, caret))
      setMarked(0)
    },
    close,
    pick,
    press,
  }
}
