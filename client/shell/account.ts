/**
 * Who sits here: what `/api/me` says, signing in and out, and entering and leaving in trial mode.
 * Owns the state; the offline copy lets a plan that is kept in this browser open while the server is away.
 */
import * as z from 'zod/mini'
import type { Identity } from '../../shared/identity.ts'
import { type Api, ApiError, type Department, type EnterRequest, type SignIn } from '../api.ts'
import { departmentsSchema, identitySchema, signInSchema } from '../api-schemas.ts'
import type { Memory } from '../browser-memory.ts'
import type { Store } from '../plan/plan-session.ts'
import { createValue } from '../sync/store.ts'

export type AccountState =
  | { kind: 'asking' }
  | { kind: 'outside'; demo: boolean; signIn: SignIn }
  | ({ kind: 'inside' } & Kept)
  | { kind: 'failed'; error: ApiError }

export interface Account extends Store<AccountState> {
  /** Asks the server who I am. Nobody hears of an answer that says nothing new. */
  ask(): Promise<void>
  /** Somebody came in by a link: asks who is here now, and takes nobody else for them. */
  askAnew(): Promise<void>
  /** A call or a plan's session was told that it is nobody's: asks, unless that is known or being asked. */
  hearOutside(): void
  enter(request: EnterRequest): Promise<void>
  signIn(request: { login: string; password: string }): Promise<void>
  /** Leaves the trial or signs out: here, or in every browser. */
  leave(everywhere?: boolean): Promise<void>
}

const KEPT_KEY = 'svod.account'

const keptSchema = z.object({
  me: identitySchema,
  demo: z.boolean(),
  setup: z._default(z.boolean(), false),
  departments: departmentsSchema.shape.departments,
  signIn: z._default(z.nullable(signInSchema), null),
})
interface Kept {
  me: Identity
  demo: boolean
  /** Accounts can be set up from here, which ends the trial. */
  setup: boolean
  departments: readonly Department[]
  /** How one can sign in here: links offer it to those who are in, too. */
  signIn: SignIn | null
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
  error instanceof ApiError ? error : new ApiError('unexpected', 0, '', {}, { cause: error })

const BY_PASSWORD: SignIn = { password: true, provider: null, help: false }

const withoutKind = ({ me, demo, setup, departments, signIn }: Kept): Kept => ({
  me,
  demo,
  setup,
  departments,
  signIn,
})

const whoIsHere = async (api: Api): Promise<Kept> => {
  const asked = api.departments()
  // Somebody outside is refused both; only the refusal of `me` says how one comes in.
  asked.catch(() => {})
  const { identity, demo, setup, signIn } = await api.me()
  return { me: identity, demo, setup, departments: await asked, signIn }
}

/** A proxy speaks for a server that is not there, or is overrun; neither says anything of the person. */
const isAway = ({ code, status }: ApiError): boolean => code === 'network' || status >= 500 || status === 429

/** Who is taken to sit here, over what this browser remembers of them. */
const createSeat = (memory: Memory) => {
  const state = createValue<AccountState>({ kind: 'asking' })
  const comeIn = (kept: Kept) => {
    const text = JSON.stringify(kept)
    memory.write(KEPT_KEY, text)
    const current = state.get()
    // Asked again, the same answer: what hangs on these objects must not start anew.
    if (current.kind === 'inside' && JSON.stringify(withoutKind(current)) === text) return
    state.set({ kind: 'inside', ...kept })
  }
  const fail = (error: ApiError) => {
    const kept = isAway(error) ? readKept(memory) : null
    if (kept) comeIn(kept)
    else if (error.status === 401) {
      memory.write(KEPT_KEY, '')
      const { demo = false, signIn = BY_PASSWORD } = error.said
      state.set({ kind: 'outside', demo, signIn })
    } else if (state.get().kind !== 'inside') state.set({ kind: 'failed', error })
  }
  /** Whoever was here is no more: no answer, and none that does not come, may bring them back. */
  const forget = () => {
    memory.write(KEPT_KEY, '')
    if (state.get().kind === 'inside') state.set({ kind: 'asking' })
  }
  return { state, comeIn, fail, forget }
}

/** One for the whole page. Nothing is asked before `ask`. */
export const createAccount = (api: Api, memory: Memory): Account => {
  const { state, comeIn, fail, forget } = createSeat(memory)
  let asking = 0
  /** How often somebody came or went: what was asked before says nothing of who is here now. */
  let changes = 0
  const ask = async () => {
    const before = changes
    asking += 1
    try {
      const kept = await whoIsHere(api)
      if (changes === before) comeIn(kept)
    } catch (error) {
      if (changes === before) fail(asApiError(error))
    } finally {
      asking -= 1
    }
  }
  const askAnew = () => {
    changes += 1
    forget()
    return ask()
  }
  return {
    get: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    ask,
    askAnew,
    // Asking makes calls that are refused, too: whoever answered each of them by asking would never end.
    hearOutside: () => {
      if (state.get().kind === 'inside' && asking === 0) void ask()
    },
    enter: async (request) => {
      await api.enter(request)
      await askAnew()
    },
    signIn: async (request) => {
      await api.signIn(request)
      await askAnew()
    },
    leave: async (everywhere = false) => {
      const current = state.get()
      await (current.kind === 'inside' && current.demo ? api.leave() : api.signOut(everywhere))
      await askAnew()
    },
  }
}
