/**
 * The server's HTTP calls (PROTOCOL.md "HTTP"), typed. Owns requests, checking of answers, and ApiError.
 * Must not hold state; the reader's language is a parameter that `main.tsx` sets once per change.
 */
import type * as z from 'zod/mini'
import type { Identity, Role } from '../shared/identity.ts'
import type { Locale } from '../shared/i18n/locale.ts'
import {
  anythingSchema,
  createdSchema,
  departmentsSchema,
  enteredSchema,
  errorSchema,
  type Department,
  type Imported,
  importedSchema,
  type Me,
  meSchema,
  type PlanSummary,
  plansSchema,
} from './api-schemas.ts'

export type { Department, Imported, Me, PlanSummary }

/** A failed call: the server's code (or `network`, `unexpected`), and its sentence where it gave one. */
export class ApiError extends Error {
  readonly code: string
  /** In the reader's language, '' where the server said nothing. */
  readonly sentence: string
  /** HTTP status, 0 where no answer came. */
  readonly status: number
  /** Whether the server runs in trial mode, where it said so. */
  readonly demo: boolean

  constructor(code: string, status: number, sentence = '', demo = false, options?: ErrorOptions) {
    super(sentence || code, options)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.sentence = sentence
    this.demo = demo
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  form?: FormData
  signal?: AbortSignal | undefined
}

const toInit = ({ method = 'GET', body, form, signal }: Request, locale: Locale): RequestInit => ({
  method,
  credentials: 'same-origin',
  signal: signal ?? null,
  headers: {
    Accept: 'application/json',
    'Accept-Language': locale,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  },
  body: form ?? (body === undefined ? null : JSON.stringify(body)),
})

const readJson = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiError('unexpected', response.status, '', false, { cause })
  }
}

const failureOf = (status: number, answer: unknown): ApiError => {
  const read = errorSchema.safeParse(answer)
  if (!read.success) return new ApiError('unexpected', status)
  return new ApiError(read.data.error.code, status, read.data.error.message, read.data.demo ?? false)
}

export interface EnterRequest {
  name: string
  role: Role
  department: string | null
}

export interface ImportOptions {
  /** Read only, create nothing. */
  preview?: boolean
  signal?: AbortSignal
}

/** The calls, as one object. `locale` asks for the reader's language each time. */
export const createApi = (locale: () => Locale, fetcher: typeof fetch = (...args) => fetch(...args)) => {
  const call = async <T extends z.ZodMiniType>(
    path: string,
    schema: T,
    request: Request = {},
  ): Promise<z.infer<T>> => {
    let response: Response
    try {
      response = await fetcher(path, toInit(request, locale()))
    } catch (cause) {
      // Cancelled by the caller: nothing went wrong.
      if (request.signal?.aborted) throw cause
      throw new ApiError('network', 0, '', false, { cause })
    }
    const answer = await readJson(response)
    if (!response.ok) throw failureOf(response.status, answer)
    const read = schema.safeParse(answer)
    if (!read.success) throw new ApiError('unexpected', response.status, '', false, { cause: read.error })
    return read.data
  }
  const plan = (id: string) => `/api/plans/${encodeURIComponent(id)}`
  return {
    me: (): Promise<Me> => call('/api/me', meSchema),
    enter: async (request: EnterRequest): Promise<Identity> =>
      (await call('/api/demo/enter', enteredSchema, { method: 'POST', body: request })).identity,
    leave: async (): Promise<void> => {
      await call('/api/demo/leave', anythingSchema, { method: 'POST' })
    },
    departments: async (): Promise<Department[]> =>
      (await call('/api/departments', departmentsSchema)).departments,
    plans: async (): Promise<PlanSummary[]> => (await call('/api/plans', plansSchema)).plans,
    trashedPlans: async (): Promise<PlanSummary[]> => (await call('/api/plans?trash=1', plansSchema)).plans,
    createPlan: async (request: { title: string; year: number; organisation?: string }): Promise<string> =>
      (await call('/api/plans', createdSchema, { method: 'POST', body: request })).id,
    createSample: async (): Promise<string> =>
      (await call('/api/plans', createdSchema, { method: 'POST', body: { sample: true } })).id,
    deletePlan: async (id: string): Promise<void> => {
      await call(plan(id), anythingSchema, { method: 'DELETE' })
    },
    undeletePlan: async (id: string): Promise<void> => {
      await call(`${plan(id)}/undelete`, anythingSchema, { method: 'POST' })
    },
    /** Sends the file; with `preview` nothing is created and `id` is null. */
    importPlan: (file: File, { preview, signal }: ImportOptions = {}): Promise<Imported> => {
      const form = new FormData()
      form.append('file', file)
      return call(`/api/plans/import${preview ? '?preview=1' : ''}`, importedSchema, {
        method: 'POST',
        form,
        signal,
      })
    },
  }
}

export type Api = ReturnType<typeof createApi>
