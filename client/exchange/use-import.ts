/** Reads a file by the server, then makes the plan of it. Owns the calls and their cancelling. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { ImportMapping } from '../../shared/plan/table-mapping.ts'
import type { Imported } from '../api.ts'
import { type ImportState, type Shown, nextImportState } from './import-state.ts'

export interface Import {
  state: ImportState
  choose: (file: File) => void
  /** Reads the file that is shown once more, as the reader says. */
  correct: (mapping: ImportMapping) => void
  confirm: () => void
  again: () => void
}

/** Reads a file; nothing is stored. */
export type ReadFile = (
  file: File,
  options: { mapping?: ImportMapping | undefined; signal: AbortSignal },
) => Promise<Imported>

/** What becomes of a plan that was looked at: resolves once it is done. */
export type Finish = (shown: Shown) => Promise<void>

/** `first` is read at once; a later other `first` (another file dropped) takes its place. */
export const useImport = (readFile: ReadFile, first: File | null, finish: Finish): Import => {
  const [state, send] = useReducer(nextImportState, { kind: 'choosing' })
  const running = useRef<AbortController | null>(null)
  const read = useCallback(
    (file: File, mapping?: ImportMapping) => {
      running.current?.abort()
      const { signal } = (running.current = new AbortController())
      readFile(file, { mapping, signal }).then(
        (answer) => send({ kind: 'read', file, read: answer, ...(mapping ? { mapping } : {}) }),
        (error: unknown) => signal.aborted || send({ kind: 'failed', file, error }),
      )
    },
    [readFile],
  )
  const choose = useCallback(
    (file: File) => {
      send({ kind: 'chosen', file })
      read(file)
    },
    [read],
  )
  useEffect(() => {
    if (first) choose(first)
  }, [first, choose])
  useEffect(() => () => running.current?.abort(), [])
  const correct = useCallback(
    (mapping: ImportMapping) => {
      if (state.kind !== 'preview') return
      send({ kind: 'corrected', mapping })
      read(state.file, mapping)
    },
    [read, state],
  )
  const confirm = useCallback(() => {
    if (state.kind !== 'preview' || state.updating) return
    const { file } = state
    send({ kind: 'confirmed' })
    finish(state).catch((error: unknown) => send({ kind: 'failed', file, error }))
  }, [state, finish])
  const again = useCallback(() => {
    running.current?.abort()
    send({ kind: 'again' })
  }, [])
  return { state, choose, correct, confirm, again }
}
