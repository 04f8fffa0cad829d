/**
 * Who sits here: what `/api/me` says, and entering and leaving in trial mode.
 * Owns the state; the offline copy lets a plan that is kept in this browser open while the server is away.
 */
import * as z from 'zod/mini'
import type { Identity } from '../../shared/identity.ts'
import { type Api, ApiError, type Department, type EnterRequest } from '../api.ts'
import { departmentsSchema, identitySchema } from '../api-schemas.ts'
import type { Memory } from '../browser-memory.ts'
import type { Store } from '../plan/plan-session.ts'

export type AccountState =
  | { kind: 'asking' }
  /** `demo` false means that there is no way to enter from this page. */
  | { kind: 'outside'; demo: boolean }
  | { kind: 'inside'; me: Identity; demo: boolean; departments: readonly Department[] }
  | { kind: 'failed'; error: ApiError }

export interface Account extends Store<AccountState> {
  /** Asks the server who I am. */
  ask(): Promise<void>
  enter(request: EnterRequest): Promise<void>
  leave(): Promise<void>
}

const KEPT_KEY = 'svod.account'

const keptSchema = z.object({
  me: identitySchema,
  demo: z.boolean(),
  departments: departmentsSchema.shape.departments,
})
interface Kept {
  me: Identity
  demo: boolean
  departments: readonly Department[]
}

const readKept = (memory: Memory): Kept | null => {
  const text = memory.read(KEPT_KEY)
  if (!text) return null
  try {
    return keptSchema.parse(JSON.parse(text))
  } catch {
    // Written by something else, or by another version: as good as nothing.
    return null
  }
}

const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('unexpected', 0, '', false, { cause: error })

/** One for the whole page. Nothing is asked before `ask`. */
export const createAccount = (api: Api, memory: Memory): Account => {
  let current: AccountState = { kind: 'asking' }
  const listeners = new Set<() => void>()
  const become = (next: AccountState) => {
    current = next
    for (const listener of listeners) listener()
  }
  const comeIn = (kept: Kept) => {
    memory.write(KEPT_KEY, JSON.stringify(kept))
    become({ kind: 'inside', ...kept })
  }
  const fail = (error: ApiError) => {
    const kept = error.code === 'network' ? readKept(memory) : null
    if (kept) become({ kind: 'inside', ...kept })
    else if (error.status === 401) become({ kind: 'outside', demo: error.demo })
    else become({ kind: 'failed', error })
  }
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ask: async () => {
      try {
        const [{ identity, demo }, departments] = await Promise.all([api.me(), api.departments()])
        comeIn({ me: identity, demo, departments })
      } catch (error) {
        fail(asApiError(error))
      }
    },
    enter: async (request) => {
      const me = await api.enter(request)
      comeIn({ me, demo: true, departments: await api.departments() })
    },
    leave: async () => {
      await api.leave()
      memory.write(KEPT_KEY, '')
      become({ kind: 'outside', demo: true })
    },
  }
}
