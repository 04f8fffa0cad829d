/** Reads a file by the server, then makes the plan of it. Owns the calls and their cancelling. */
import { useCallback, useEffect, useRef } from 'react'
import type { ImportMapping } from '../../shared/plan/table-mapping.ts'
import type { Imported } from '../api.ts'
import { useKept } from '../plan/kept.ts'
import { useStore } from '../plan/use-plan.ts'
import { createValue } from '../sync/store.ts'
import { type ImportEvent, type ImportState, type Shown, nextImportState } from './import-state.ts'

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

/**
 * How far it has come is kept by `key` where another session takes the page's place (SPEC EP17), and so is what becomes of what
 * was begun under the one before: nobody is told of success or failure in a dialog that is gone.
 */
const useKeptState = (key: string) => {
  const [machine] = useKept(key, () => createValue<ImportState>({ kind: 'choosing' }))
  const send = useCallback(
    (event: ImportEvent) => machine.set(nextImportState(machine.get(), event)),
    [machine],
  )
  return { machine, state: useStore(machine), send }
}

/** `first` is read at once; a later other `first` (another file dropped) takes its place. */
export const useImport = (key: string, readFile: ReadFile, first: File | null, finish: Finish): Import => {
  const { machine, state, send } = useKeptState(key)
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
    [readFile, send],
  )
  useEffect(() => {
    const begun = machine.get()
    // The page before gave up what it was reading.
    if (begun.kind === 'reading') read(begun.file)
    else if (begun.kind === 'preview' && begun.updating) read(begun.file, begun.mapping)
    return () => running.current?.abort()
  }, [machine, read])
  const choose = useCallback(
    (file: File) => {
      send({ kind: 'chosen', file })
      read(file)
    },
    [read, send],
  )
  useEffect(() => {
    if (first) choose(first)
  }, [first, choose])
  const correct = useCallback(
    (mapping: ImportMapping) => {
      if (state.kind !== 'preview') return
      send({ kind: 'corrected', mapping })
      read(state.file, mapping)
    },
    [read, send, state],
  )
  const confirm = useCallback(() => {
    if (state.kind !== 'preview' || state.updating) return
    const { file } = state
    send({ kind: 'confirmed' })
    finish(state).catch((error: unknown) => send({ kind: 'failed', file, error }))
  }, [state, send, finish])
  const again = useCallback(() => {
    running.current?.abort()
    send({ kind: 'again' })
  }, [send])
  return { state, choose, correct, confirm, again }
}
