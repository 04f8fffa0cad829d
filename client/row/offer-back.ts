/** The toast behind a change of a row: the way back, and the way to what else there is to tell. Owns its looks. */
import { showToast } from '../ui/toast.ts'
import type { Text } from '../ui/use-text.ts'
import type { RowVerbsSetup } from './row-verbs.ts'

export const offerBack =
  (text: Text, askFact: (row: string) => void): RowVerbsSetup['offerUndo'] =>
  (message, run, row) => {
    const action = { label: text('row.undo'), run }
    const more = row === null ? {} : { more: { label: text('row.details'), run: () => askFact(row) } }
    showToast({ text: message, action, ...more })
  }
