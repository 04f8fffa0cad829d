/** How far an import has come, as a pure state machine. Owns no calls: `use-import.ts` makes them. */
import type { Imported } from '../api.ts'

export type ImportState =
  | { kind: 'choosing' }
  | { kind: 'reading'; file: File }
  | { kind: 'failed'; file: File; error: unknown }
  | { kind: 'preview'; file: File; read: Imported; error: unknown }
  | { kind: 'creating'; file: File; read: Imported }

export type ImportEvent =
  | { kind: 'chosen'; file: File }
  | { kind: 'read'; file: File; read: Imported }
  | { kind: 'failed'; file: File; error: unknown }
  | { kind: 'confirmed' }
  | { kind: 'again' }

/** What follows. Answers about another file than the one that is shown are late, and change nothing. */
export const nextImportState = (state: ImportState, event: ImportEvent): ImportState => {
  switch (event.kind) {
    case 'chosen':
      return { kind: 'reading', file: event.file }
    case 'again':
      return { kind: 'choosing' }
    case 'confirmed':
      return state.kind === 'preview' ? { kind: 'creating', file: state.file, read: state.read } : state
    case 'read':
      return state.kind === 'reading' && state.file === event.file
        ? { kind: 'preview', file: event.file, read: event.read, error: null }
        : state
    case 'failed':
      if (state.kind === 'choosing' || state.file !== event.file) return state
      // A plan that was read stays in sight when creating it failed: trying again is one press.
      return state.kind === 'creating'
        ? { kind: 'preview', file: state.file, read: state.read, error: event.error }
        : { kind: 'failed', file: event.file, error: event.error }
  }
}
