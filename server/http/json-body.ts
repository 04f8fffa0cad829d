/**
 * JSON request bodies: size, depth, syntax and shape are checked here and nowhere behind (SPEC HT5).
 * Owns the way from bytes to a typed value.
 */
import type * as z from 'zod'
import { SvodError } from '../../shared/errors.ts'
import type { Ctx } from './context.ts'

const MAX_DEPTH = 16

/** Whether brackets outside strings nest deeper than `limit`. */
export const nestsDeeper = (text: string, limit: number): boolean => {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const char = text[index]
    if (inString) {
      if (char === '\\') index++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true
    } else if (char === '}' || char === ']') depth--
  }
  return false
}

/** JSON is UTF-8. Another encoding, which old programs still send, would be stored as question marks. */
const decode = (bytes: ArrayBuffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new SvodError('bad-request', { field: 'body', reason: 'no UTF-8' }, { cause: error })
  }
}

const parse = (text: string): unknown => {
  if (nestsDeeper(text, MAX_DEPTH)) throw new SvodError('bad-request', { field: 'body', reason: 'too deep' })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SvodError('bad-request', { field: 'body', reason: 'no JSON' }, { cause: error })
  }
}

/** The first thing that is wrong, by the name of its field; of what has no fields, `whole`. */
const complaint = (error: z.ZodError, whole: string): SvodError => {
  const [issue] = error.issues
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...(issue?.path ?? []), ...unknown].map(String).join('.')
  return new SvodError('bad-request', { field: field || whole, reason: issue?.message ?? 'wrong' })
}

/** Checks a value that came from outside, called `whole` where it has no fields. @throws SvodError `bad-request` that names the field */
export const check = <T extends z.ZodType>(schema: T, value: unknown, whole = 'body'): z.output<T> => {
  const result = schema.safeParse(value)
  if (!result.success) throw complaint(result.error, whole)
  return result.data
}

const wrongType = (): SvodError =>
  new SvodError('bad-request', { field: 'Content-Type', reason: 'application/json' })

/**
 * The request's JSON body; where nothing was sent, and nothing of it said to be of another kind, it is `{}`, for whatever may be
 * left out altogether. @throws SvodError `bad-request` that names the field, `too-large`
 */
export const readJson = async <T extends z.ZodType>(c: Ctx, schema: T): Promise<z.output<T>> => {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== '' && type !== 'application/json') throw wrongType()
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0) return check(schema, {})
  if (type === '') throw wrongType()
  return check(schema, parse(decode(bytes)))
}
