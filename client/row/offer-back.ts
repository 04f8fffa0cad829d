/**
 * The toast behind a change of a row: the way back, and the way to what else there is to tell. Owns its looks, and that the
 * row has the keys that have taken it back: where it stood before, it may be no more.
 */
import type { UndoStack } from '../plan/undo.ts'
import { afterFocus, isNowhere } from '../ui/after-focus.ts'
import { showToast } from '../ui/toast.ts'
import type { Text } from '../ui/use-text.ts'
import type { RowVerbsSetup } from './row-verbs.ts'

export interface RowWays {
  undo: Pick<UndoStack, 'last'>
  askFact: (row: string) => void
  /** Gives a row the keys where it stands now. */
  giveKeys: (row: string) => void
}

/** The keys are on a button of a message. */
const isInMessage = (): boolean => document.activeElement?.closest('[role=alertdialog]') != null

export const offerBack =
  (text: Text, { undo, askFact, giveKeys }: RowWays): RowVerbsSetup['offerUndo'] =>
  (message, run, row, asks) => {
    const goBack = () => {
      const byKeys = isInMessage()
      run()
      afterFocus(() => {
        if (byKeys || isNowhere()) giveKeys(row)
      })
    }
    const more = asks ? { more: { label: text('row.details'), run: () => askFact(row) } } : {}
    const back = { label: text('row.undo'), run: goBack, until: undo.last().onGone }
    showToast({ text: message, action: back, ...more })
  }
