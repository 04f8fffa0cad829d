/**
 * The server's HTTP calls (PROTOCOL.md "HTTP"), typed. Owns requests, checking of answers, and ApiError.
 * Must not hold state; the reader's language is a parameter that `main.tsx` sets once per change.
 */
import type { ImportMapping } from '../shared/plan/table-mapping.ts'
import type * as z from 'zod/mini'
import type { Identity, Role } from '../shared/identity.ts'
import type { Locale } from '../shared/i18n/locale.ts'
import type { Act } from './act.ts'
import { type ExportOptions, exportPath } from './export-path.ts'
import { within } from './within.ts'
import {
  anythingSchema,
  createdSchema,
  departmentsSchema,
  enteredSchema,
  errorSchema,
  type Department,
  type Imported,
  importedSchema,
  linkSchema,
  type Me,
  meSchema,
  type PlanSummary,
  plansSchema,
  type SignIn,
} from './api-schemas.ts'

export type { Department, Imported, Me, PlanSummary, SignIn }

/** What a refusal says beside its code. */
interface Said {
  /** Whether the server runs in trial mode. */
  demo?: boolean
  /** How one can sign in here. */
  signIn?: SignIn
  /** The wrong field of a bad request. */
  field?: string
  /** After how many seconds one may try again. */
  seconds?: number
}

/** A failed call: the server's code (or `network`, `unexpected`), and its sentence where it gave one. */
export class ApiError extends Error {
  readonly code: string
  /** In the reader's language, '' where the server said nothing. */
  readonly sentence: string
  /** HTTP status, 0 where no answer came. */
  readonly status: number
  readonly said: Said

  constructor(code: string, status: number, sentence = '', said: Said = {}, options?: ErrorOptions) {
    super(sentence || code, options)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.sentence = sentence
    this.said = said
  }
}

interface Request {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  form?: FormData
  signal?: AbortSignal | undefined
  /** Of what is made by it: sent again after an answer that was lost, it is done once. */
  act?: Act | undefined
}

const toInit = ({ method = 'GET', body, form, signal, act }: Request, locale: Locale): RequestInit => ({
  method,
  credentials: 'same-origin',
  signal: signal ?? null,
  headers: {
    Accept: 'application/json',
    'Accept-Language': locale,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(act && { 'Idempotency-Key': act.keyFor(form ?? body) }),
  },
  body: form ?? (body === undefined ? null : JSON.stringify(body)),
})

/** Cancelled by the caller nothing went wrong; else there is no answer. */
const lost = (cause: unknown, signal: AbortSignal | undefined): unknown =>
  signal?.aborted ? cause : new ApiError('network', 0, '', {}, { cause })

const readJson = async (response: Response, signal: AbortSignal | undefined): Promise<unknown> => {
  const text = await response.text().catch((cause: unknown) => {
    throw lost(cause, signal)
  })
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiError('unexpected', response.status, '', {}, { cause })
  }
}

const failureOf = (status: number, answer: unknown): ApiError => {
  const read = errorSchema.safeParse(answer)
  if (!read.success) return new ApiError('unexpected', status)
  const { error, demo = false, signIn } = read.data
  const { field, seconds } = error.details ?? {}
  return new ApiError(error.code, status, error.message, {
    demo,
    ...(signIn && { signIn }),
    ...(typeof field === 'string' && { field }),
    ...(typeof seconds === 'number' && { seconds }),
  })
}

export interface EnterRequest {
  name: string
  role: Role
  department: string | null
}

/** The name that a download brings (RFC 5987); null where it brings none. */
const fileNameIn = (disposition: string): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return encoded === undefined ? null : decodeURIComponent(encoded)
}

export interface ImportOptions {
  /** Read only, create nothing. */
  preview?: boolean
  /** How the reader corrects the reading. */
  mapping?: ImportMapping | undefined
  signal?: AbortSignal
  act?: Act
}

/** One request and its checked answer. What comes with the pages of people makes its own calls of it. */
export type Call = <T extends z.ZodMiniType>(
  path: string,
  schema: T,
  request?: Request,
) => Promise<z.infer<T>>

const ME = '/api/me'
/** From this status on the server, or what stands before it, could not answer. */
const SERVER_FAILED = 500

/** One request, and the answer to it unless that is a refusal. */
type Ask = (path: string, request?: Request) => Promise<Response>

const createAsk =
  (locale: () => Locale, fetcher: typeof fetch, onOutside: () => void): Ask =>
  async (path, request = {}) => {
    let response: Response
    try {
      response = await fetcher(path, toInit(request, locale()))
    } catch (cause) {
      throw lost(cause, request.signal)
    }
    if (response.ok) return response
    const failure = failureOf(response.status, await readJson(response, request.signal))
    // Nothing was made. After a failure nobody here knows whether something was.
    if (failure.status < SERVER_FAILED) request.act?.answered()
    if (failure.code === 'unauthenticated' && path !== ME) onOutside()
    throw failure
  }

/** Longer than the server takes for anything but files: what is not there by then does not come. */
export const LONGEST_MS = 120_000

interface Answer {
  status: number
  answer: unknown
}

const askWithin = async (ask: Ask, path: string, request: Request): Promise<Answer> => {
  const whole = async (asked: Request): Promise<Answer> => {
    const response = await ask(path, asked)
    return { status: response.status, answer: await readJson(response, asked.signal) }
  }
  // A file takes as long as it takes, and its dialog can be left.
  if (request.form) return whole(request)
  const time = within(LONGEST_MS, request.signal)
  try {
    return await whole({ ...request, signal: time.signal })
  } catch (cause) {
    throw time.isOver ? lost(cause, undefined) : cause
  } finally {
    time.end()
  }
}

const createCall =
  (ask: Ask): Call =>
  async (path, schema, request = {}) => {
    const { status, answer } = await askWithin(ask, path, request)
    request.act?.answered()
    const read = schema.safeParse(answer)
    if (!read.success) throw new ApiError('unexpected', status, '', {}, { cause: read.error })
    return read.data
  }

const fetchExport = async (
  ask: Ask,
  id: string,
  options: ExportOptions,
  signal?: AbortSignal,
): Promise<File> => {
  const response = await ask(exportPath(id, options), { signal })
  const name = fileNameIn(response.headers.get('Content-Disposition') ?? '') ?? `plan.${options.format}`
  try {
    return new File([await response.blob()], name)
  } catch (cause) {
    throw new ApiError('network', 0, '', {}, { cause })
  }
}

/**
 * The calls, as one object. `locale` asks for the reader's language each time; `onOutside` hears of a call that was
 * told that nobody is signed in any more.
 */
export const createApi = (
  locale: () => Locale,
  fetcher: typeof fetch = (...args) => fetch(...args),
  onOutside: () => void = () => {},
) => {
  const ask = createAsk(locale, fetcher, onOutside)
  const call = createCall(ask)
  const plan = (id: string) => `/api/plans/${encodeURIComponent(id)}`
  return {
    call,
    me: (): Promise<Me> => call(ME, meSchema),
    enter: async (request: EnterRequest): Promise<Identity> =>
      (await call('/api/demo/enter', enteredSchema, { method: 'POST', body: request })).identity,
    leave: async (): Promise<void> => {
      await call('/api/demo/leave', anythingSchema, { method: 'POST' })
    },
    signIn: async (request: { login: string; password: string }): Promise<void> => {
      await call('/api/sign-in', enteredSchema, { method: 'POST', body: request })
    },
    signOut: async (everywhere: boolean): Promise<void> => {
      await call('/api/sign-out', anythingSchema, { method: 'POST', body: { everywhere } })
    },
    /** In trial mode: a link that makes the first account and ends the trial. */
    setUpLink: async (): Promise<string> =>
      (await call('/api/setup-link', linkSchema, { method: 'POST', body: {} })).link,
    /** Those that somebody outside may choose from who enters a demo. */
    entryDepartments: async (): Promise<Department[]> =>
      (await call('/api/demo/departments', departmentsSchema)).departments,
    departments: async (): Promise<Department[]> =>
      (await call('/api/departments', departmentsSchema)).departments,
    plans: async (): Promise<PlanSummary[]> => (await call('/api/plans', plansSchema)).plans,
    trashedPlans: async (): Promise<PlanSummary[]> => (await call('/api/plans?trash=1', plansSchema)).plans,
    createPlan: async (
      request: { title: string; year: number; organisation?: string },
      act?: Act,
    ): Promise<string> =>
      (await call('/api/plans', createdSchema, { method: 'POST', body: request, act })).id,
    createSample: async (act?: Act): Promise<string> =>
      (await call('/api/plans', createdSchema, { method: 'POST', body: { sample: true }, act })).id,
    deletePlan: async (id: string): Promise<void> => {
      await call(plan(id), anythingSchema, { method: 'DELETE' })
    },
    undeletePlan: async (id: string): Promise<void> => {
      await call(`${plan(id)}/undelete`, anythingSchema, { method: 'POST' })
    },
    /** The draft or an edition as a file under the plan's name; with `signal` aborted it is given up here and by the server. */
    exportPlan: (id: string, options: ExportOptions, signal?: AbortSignal): Promise<File> =>
      fetchExport(ask, id, options, signal),
    ...createFileCalls(call, plan),
  }
}

const formOf = (file: File, mapping: ImportMapping | undefined): FormData => {
  const form = new FormData()
  form.append('file', file)
  if (mapping) form.append('mapping', JSON.stringify(mapping))
  return form
}

/** Files that come in. */
const createFileCalls = (call: ReturnType<typeof createCall>, plan: (id: string) => string) => ({
  /** Sends the file; with `preview` nothing is created and `id` is null. */
  importPlan: (file: File, { preview, mapping, signal, act }: ImportOptions = {}): Promise<Imported> =>
    call(`/api/plans/import${preview ? '?preview=1' : ''}`, importedSchema, {
      method: 'POST',
      form: formOf(file, mapping),
      signal,
      act,
    }),
  /** Reads a file for a section of an open plan; nothing is created. */
  readInto: (planId: string, file: File, { mapping, signal }: ImportOptions = {}): Promise<Imported> =>
    call(`${plan(planId)}/import`, importedSchema, { method: 'POST', form: formOf(file, mapping), signal }),
  /** Keeps an edition of the plan before rows of a file are put into it. */
  keepBeforeImport: async (planId: string): Promise<void> => {
    await call(`${plan(planId)}/import/begin`, anythingSchema, { method: 'POST' })
  },
})

export type Api = ReturnType<typeof createApi>
