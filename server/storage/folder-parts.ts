/**
 * Which parts a data folder has, looked at before any is opened: one that has gone must not be taken for a first start. Owns
 * their names.
 */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SvodError } from '../../shared/errors.ts'

/** LevelDB's folder. */
export const PLANS = 'plans'
export const CATALOGUE = 'catalogue.json'
export const PEOPLE = 'people.json'

/** Names the files that LevelDB goes by; it is there as long as the store is. */
const CURRENT = 'CURRENT'
/** LevelDB's tables and logs: with these there was a store. */
const CONTENT = /\.(ldb|sst|log)$/

/**
 * Where CURRENT is missing LevelDB begins a new store, and removes the files of the old one.
 * @throws SvodError `data-incomplete`
 */
export const checkParts = async (folder: string): Promise<void> => {
  const plans = join(folder, PLANS)
  const names = existsSync(plans) ? await readdir(plans) : []
  if (names.includes(CURRENT)) return
  if (names.some((name) => CONTENT.test(name))) {
    throw new SvodError('data-incomplete', { what: join(plans, CURRENT) })
  }
  if ([CATALOGUE, PEOPLE].some((name) => existsSync(join(folder, name)))) {
    throw new SvodError('data-incomplete', { what: plans })
  }
}
