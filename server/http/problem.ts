/**
 * Errors as answers: `{"error":{"code","message"}}` (INTERFACE "HTTP"). Owns what a stranger learns of a failure:
 * the code, a sentence, and for faults of our own the id under which the log has the rest.
 */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ERRORS, type ErrorCode, RETRY_SECONDS, SvodError, statusOf } from '../../shared/errors.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Env } from './context.ts'
import { requestLocale } from './locale.ts'
import { messageOf } from './messages.ts'

export interface Problem {
  code: ErrorCode
  message: string
  /** What exactly is wrong, e.g. the field of the request. */
  details?: Readonly<Record<string, string | number>>
  /** Under which the log has an internal error. */
  id?: string
}

const localeFor = (c: Context<Env>) =>
  c.get('locale') ?? requestLocale(c.req.query('lang'), c.req.header('accept-language'))

/** The body of an error answer. */
export const problemOf = (c: Context<Env>, error: SvodError): Problem => {
  const { code, details } = error
  const message = messageOf(code, localeFor(c), details)
  return Object.keys(details).length > 0 ? { code, message, details } : { code, message }
}

/** An answer with the error's status; `more` stands beside `error` in the body. */
export const answerProblem = (c: Context<Env>, error: SvodError, more: object = {}): Response => {
  if (error.code === 'unauthenticated') c.header('WWW-Authenticate', 'Bearer')
  if (error.code === 'too-many-requests') c.header('Retry-After', String(error.details.seconds ?? 60))
  const seconds = RETRY_SECONDS[error.code]
  if (seconds !== undefined) c.header('Retry-After', String(seconds))
  return c.json({ error: problemOf(c, error), ...more }, statusOf(error.code) as 400)
}

const CODES = Object.keys(ERRORS) as ErrorCode[]
const codeForStatus = (status: number): ErrorCode =>
  CODES.find((code) => ERRORS[code].status === status) ?? 'bad-request'

/** As the system names it: no more open files, here or in all; no more processes; no memory. */
const SHORTAGES: readonly unknown[] = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM']
const MOST_CAUSES = 5

const isShortage = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > MOST_CAUSES) return false
  return ('code' in error && SHORTAGES.includes(error.code)) || isShortage(error.cause, depth + 1)
}

/** What was thrown, as an expected failure; anything else is logged and becomes `internal`. */
export const toSvodError = (
  error: unknown,
  log: Log,
  request: { method: string; path: string },
): SvodError => {
  if (error instanceof SvodError) {
    if (statusOf(error.code) >= 500) log.error({ err: error, ...request }, 'request failed')
    return error
  }
  if (error instanceof HTTPException && error.status < 500) return new SvodError(codeForStatus(error.status))
  if (isShortage(error)) {
    log.error({ err: error, ...request }, 'the system has no file, process or memory left for a request')
    return new SvodError('out-of-resources', {}, { cause: error })
  }
  const id = randomId()
  log.error({ err: error, id, ...request }, 'request failed')
  return new SvodError('internal', { id }, { cause: error })
}
