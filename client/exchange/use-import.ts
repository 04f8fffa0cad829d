/** Reads a file by the server, then makes the plan of it. Owns the two calls and their cancelling. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { Api } from '../api.ts'
import { type ImportState, nextImportState } from './import-state.ts'

export interface Import {
  state: ImportState
  choose: (file: File) => void
  confirm: () => void
  again: () => void
}

/** `first` is read at once; a later other `first` (another file dropped) takes its place. */
export const useImport = (api: Api, first: File | null, onCreated: (planId: string) => void): Import => {
  const [state, send] = useReducer(nextImportState, { kind: 'choosing' })
  const running = useRef<AbortController | null>(null)
  const choose = useCallback(
    (file: File) => {
      running.current?.abort()
      const { signal } = (running.current = new AbortController())
      send({ kind: 'chosen', file })
      api.importPlan(file, { preview: true, signal }).then(
        (read) => send({ kind: 'read', file, read }),
        (error: unknown) => signal.aborted || send({ kind: 'failed', file, error }),
      )
    },
    [api],
  )
  useEffect(() => {
    if (first) choose(first)
  }, [first, choose])
  useEffect(() => () => running.current?.abort(), [])
  const confirm = useCallback(() => {
    if (state.kind !== 'preview') return
    const { file } = state
    send({ kind: 'confirmed' })
    api.importPlan(file).then(
      ({ id }) => id && onCreated(id),
      (error: unknown) => send({ kind: 'failed', file, error }),
    )
  }, [api, state, onCreated])
  const again = useCallback(() => {
    running.current?.abort()
    send({ kind: 'again' })
  }, [])
  return { state, choose, confirm, again }
}
