/** What keeps a program of Svod from starting, told to its operator. Owns the sentences alone. */
import { basename } from 'node:path'
import { type ErrorCode, SvodError } from '../shared/errors.ts'
import { type Config, ConfigError } from './config.ts'

/** What the system said first, in brackets, on one line. */
const causeOf = (error: Error): string => {
  let first: Error | null = null
  for (let at = error.cause; at instanceof Error; at = at.cause) first = at
  return first ? ` (${first.message.replaceAll(/\s+/g, ' ')})` : ''
}

type Sentence = (folder: string, error: SvodError) => string

/** Those that can be made anew from what is left. */
const CAN_BEGIN: Readonly<Record<string, string>> = {
  'catalogue.json':
    'the plans are listed again, the trash, departments and what was signed with its secret (links, cookies) are not',
  'people.json': 'the plans stay, everybody has to be invited again',
}

const incomplete: Sentence = (folder, { details }) => {
  const what = String(details.what)
  const loss = CAN_BEGIN[basename(what)]
  const otherwise = loss === undefined ? '' : ` To go on without it, write {} into it: ${loss}.`
  return `The data folder ${folder} is incomplete: ${what} has gone. Nothing was changed; put it back, or restore a backup.${otherwise}`
}

const SENTENCES: Partial<Record<ErrorCode, Sentence>> = {
  'data-folder-in-use': (folder) =>
    `The data folder ${folder} is in use by another Svod: stop that one, or choose another folder with SVOD_DATA.`,
  'data-folder-unwritable': (folder, error) =>
    error.details.what === undefined
      ? `The data folder ${folder} cannot be written: check its permissions, or choose another folder with SVOD_DATA.`
      : `${error.details.what} cannot be read${causeOf(error)}: see that it belongs to the account that runs Svod. Nothing was changed.`,
  'storage-failed': (folder, error) =>
    `The data folder ${folder} cannot be opened${causeOf(error)}: see that its disk has room and works, then start again.`,
  'data-broken': (folder, error) =>
    `The data folder ${folder} is damaged: ${String(error.details.what)}${causeOf(error)}. Nothing was changed; restore it from a backup.`,
  'data-incomplete': incomplete,
  'data-newer': (folder, { details }) =>
    `The data folder ${folder} was written by a newer Svod (${details.what}: ${details.format}). Nothing was changed; start that one, or restore a backup of before.`,
}

/** Why the server or the command line cannot start, in one sentence for the operator; null where it is not the operator's to mend. */
export const startupSentence = (error: unknown, config: Config | null): string | null => {
  if (error instanceof ConfigError) return error.message
  if (error instanceof SvodError) {
    const folder = String(error.details.folder ?? config?.dataFolder)
    return SENTENCES[error.code]?.(folder, error) ?? null
  }
  const code = error instanceof Error && 'code' in error ? error.code : null
  const place = `PORT ${config?.port} on HOST ${config?.host}`
  if (code === 'EADDRINUSE') return `${place} is taken by another program: choose another with PORT.`
  if (code === 'EACCES') return `${place} needs more rights than this process has: choose a PORT above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${place} is no address of this machine.`
  return null
}
