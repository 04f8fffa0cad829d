/**
 * Brings the editor in after the first rows are shown, without Suspense (which would hold reveals back by 300 ms).
 * A store: the component, or null while it is under way.
 */
import type { ComponentType } from 'react'
import type { Store } from '../plan/plan-session.ts'
import { fetchCode } from '../ui/new-build.ts'
import { whenIdle } from '../ui/when-idle.ts'
import type { CellEditorProps } from './CellEditor.tsx'

type Loaded = { readonly Editor: ComponentType<CellEditorProps> }

let loaded: Loaded | null = null
let pending: Promise<void> | null = null
const listeners = new Set<() => void>()

/** The editor's component once it has been loaded. */
export const editorStore: Store<Loaded | null> = {
  get: () => loaded,
  subscribe: (listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

/** Starts loading, or joins what is under way. Rejects where the chunk cannot be had; asking again tries again. */
export const loadEditor = (): Promise<void> => {
  pending ??= fetchCode(() => import('./CellEditor.tsx')).then(
    ({ CellEditor }) => {
      loaded = { Editor: CellEditor }
      for (const listener of listeners) listener()
    },
    (error: unknown) => {
      pending = null
      throw error
    },
  )
  return pending
}

/** Loads the editor when the browser has nothing better to do. */
export const loadEditorWhenIdle = (onFailure: (error: unknown) => void): void => {
  whenIdle(() => void loadEditor().catch(onFailure), { latestMs: 2000, plainMs: 200 })
}
