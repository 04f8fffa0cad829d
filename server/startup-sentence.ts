/** What keeps a program of Svod from starting, told to its operator. Owns the sentences alone. */
import { SvodError } from '../shared/errors.ts'
import { type Config, ConfigError } from './config.ts'

/** What the system said first, in brackets. */
const causeOf = (error: Error): string => {
  let first: Error | null = null
  for (let at = error.cause; at instanceof Error; at = at.cause) first = at
  return first ? ` (${first.message})` : ''
}

/** Why the server or the command line cannot start, in one sentence for the operator; null where it is not the operator's to mend. */
export const startupSentence = (error: unknown, config: Config | null): string | null => {
  if (error instanceof ConfigError) return error.message
  if (error instanceof SvodError) {
    const folder = String(error.details.folder ?? config?.dataFolder)
    if (error.code === 'data-folder-in-use') {
      return `The data folder ${folder} is in use by another Svod: stop that one, or choose another folder with SVOD_DATA.`
    }
    if (error.code === 'data-folder-unwritable') {
      return `The data folder ${folder} cannot be written: check its permissions, or choose another folder with SVOD_DATA.`
    }
    const cause = causeOf(error)
    if (error.code === 'storage-failed') {
      return `The data folder ${folder} cannot be opened${cause}: see that its disk has room and works, then start again.`
    }
    if (error.code === 'data-broken') {
      return `The data folder ${folder} is damaged: ${String(error.details.what)}${cause}. Nothing was changed; restore it from a backup.`
    }
  }
  const code = error instanceof Error && 'code' in error ? error.code : null
  const place = `PORT ${config?.port} on HOST ${config?.host}`
  if (code === 'EADDRINUSE') return `${place} is taken by another program: choose another with PORT.`
  if (code === 'EACCES') return `${place} needs more rights than this process has: choose a PORT above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${place} is no address of this machine.`
  return null
}
