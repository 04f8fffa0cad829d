/**
 * One of the JSON files that lie beside the plans, opened or begun. Owns when it may be begun, and what is said of one that is
 * not there, is newer or says nothing that it may; what is in it is its schema's.
 */
import { Low } from 'lowdb'
import type * as z from 'zod'
import { SvodError } from '../../shared/errors.ts'
import { durableJsonFile } from './durable-json-file.ts'

export interface HouseFile<T> {
  path: string
  /** `svod-catalogue/1`: the name of the format and its version. */
  format: string
  schema: z.ZodType<T>
  /** What a new one holds. */
  fresh: T
}

/** `{}` is how an operator says that a file that is lost is to be begun anew; no cut file reads like that. */
const isBlank = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

const formatOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'format' in value ? String(value.format) : ''

const isLater = (found: string, known: string): boolean => {
  const [[name, version], [own, ownVersion]] = [found.split('/'), known.split('/')]
  return name === own && Number(version) > Number(ownVersion)
}

/** @throws Error of one line; SvodError `data-newer` */
const parse = <T>({ path, format, schema }: HouseFile<T>, value: unknown): T => {
  const found = formatOf(value)
  if (isLater(found, format)) throw new SvodError('data-newer', { what: path, format: found })
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
}

/**
 * `mayBegin`: none is there because none has ever been.
 * @throws SvodError `data-incomplete`, `data-broken`, `data-newer`, `data-folder-unwritable`, `storage-failed`
 */
export const openHouseFile = async <T>(
  file: HouseFile<T>,
  mayBegin: () => Promise<boolean>,
): Promise<Low<T>> => {
  const { path, fresh } = file
  let begins = false
  const adapter = durableJsonFile<T>(path, (value) => {
    begins = isBlank(value)
    return begins ? fresh : parse(file, value)
  })
  const stored = await adapter.read()
  if (stored === null && !(await mayBegin())) throw new SvodError('data-incomplete', { what: path })
  const low = new Low<T>(adapter, stored ?? fresh)
  if (stored === null || begins) await low.write()
  return low
}
