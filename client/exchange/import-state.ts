/** How far an import has come, as a pure state machine. Owns no calls: `use-import.ts` makes them. */
import type { ImportMapping } from '../../shared/plan/table-mapping.ts'
import type { Imported } from '../api.ts'

/** A plan that was read and can be looked at. */
export interface Shown {
  file: File
  read: Imported
  /** How the reader has corrected the reading. */
  mapping: ImportMapping
}

export type ImportState =
  | { kind: 'choosing' }
  | { kind: 'reading'; file: File }
  | { kind: 'failed'; file: File; error: unknown }
  /** `updating`: a corrected reading is on its way, the one before it is shown. */
  | (Shown & { kind: 'preview'; error: unknown; updating: boolean })
  | (Shown & { kind: 'creating' })

export type ImportEvent =
  | { kind: 'chosen'; file: File }
  | { kind: 'read'; file: File; read: Imported; mapping?: ImportMapping }
  | { kind: 'corrected'; mapping: ImportMapping }
  | { kind: 'failed'; file: File; error: unknown }
  | { kind: 'confirmed' }
  | { kind: 'again' }

export const NO_MAPPING: ImportMapping = { tables: [], rows: [] }

const whenRead = (
  state: ImportState,
  { file, read, mapping = NO_MAPPING }: ImportEvent & { kind: 'read' },
): ImportState => {
  const isAwaited =
    (state.kind === 'reading' && state.file === file) ||
    (state.kind === 'preview' && state.file === file && state.mapping === mapping)
  return isAwaited ? { kind: 'preview', file, read, mapping, error: null, updating: false } : state
}

const whenFailed = (state: ImportState, { file, error }: ImportEvent & { kind: 'failed' }): ImportState => {
  if (state.kind === 'choosing' || state.file !== file) return state
  // A plan that was read stays in sight when creating or correcting it failed: trying again is one press.
  if (state.kind === 'preview') return { ...state, error, updating: false }
  if (state.kind === 'creating') return { ...state, kind: 'preview', error, updating: false }
  return { kind: 'failed', file, error }
}

/** What follows. Answers about another file or correction than the one that is shown are late, and change nothing. */
export const nextImportState = (state: ImportState, event: ImportEvent): ImportState => {
  switch (event.kind) {
    case 'chosen':
      return { kind: 'reading', file: event.file }
    case 'again':
      return { kind: 'choosing' }
    case 'confirmed': {
      if (state.kind !== 'preview' || state.updating) return state
      const { file, read, mapping } = state
      return { kind: 'creating', file, read, mapping }
    }
    case 'corrected':
      return state.kind === 'preview' ? { ...state, mapping: event.mapping, updating: true } : state
    case 'read':
      return whenRead(state, event)
    case 'failed':
      return whenFailed(state, event)
  }
}
