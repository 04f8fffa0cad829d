/** What keeps a program of Svod from starting, told to its operator. Owns the sentences alone. */
import { SvodError } from '../shared/errors.ts'
import { type Config, ConfigError } from './config.ts'

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
    if (error.code === 'data-broken') {
      const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
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
