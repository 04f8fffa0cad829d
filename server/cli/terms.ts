/** What the verbs of the command line share: words, failures with a stable code, what a verb is. Owns the types and the words. */
import { cliEn } from '../../shared/i18n/en/cli.ts'
import { fillMessage } from '../../shared/i18n/format.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { cliRu } from '../../shared/i18n/ru/cli.ts'
import type { Config } from '../config.ts'
import type { Storage } from '../storage/storage.ts'

export type CliKey = keyof typeof cliEn
type Values = Record<string, string | number>

/** Exit codes: it was done; it was not; it was called wrongly. */
export const DONE = 0
export const FAILED = 1
export const MISUSED = 2

const TEXTS: Record<Locale, Readonly<Record<CliKey, string>>> = { ru: cliRu, en: cliEn }

export const words = (locale: Locale, key: CliKey, values: Values = {}): string =>
  fillMessage(TEXTS[locale][key], values)

/** The failures of the command line itself: those of the server keep the server's codes. */
export type CliCode =
  | 'verb'
  | 'argument'
  | 'missing'
  | 'exists'
  | 'no-store'
  | 'not-empty'
  | 'damaged'
  | 'token'
  | 'server'
  | 'other-store'
  | 'stop'
  | 'department'
  | 'unfit'
  | 'place'
  | 'read'
  | 'write'
  | 'cut'
  | 'unread'

const MISUSES: readonly CliCode[] = ['verb', 'argument', 'missing']

/** Why a verb cannot do what was asked. */
export class CliError extends Error {
  readonly code: CliCode
  readonly values: Values

  constructor(code: CliCode, values: Values = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'CliError'
    this.code = code
    this.values = values
  }

  get exitCode(): number {
    return MISUSES.includes(this.code) ? MISUSED : FAILED
  }
}

/** A refusal of the server, in its own words. */
export class Refusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

/** What was given behind the verb: `values` by flag, the rest in order. */
export interface Given {
  positionals: readonly string[]
  values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>
}

/** What a verb may do. */
export interface World {
  config: Config
  locale: Locale
  given: Given
  /** Where a file lies that was named. */
  fileAt: (name: string) => string
  say: (key: CliKey, values?: Values) => void
  /** Bytes of a file to standard output. */
  write: (bytes: Uint8Array) => void
  /** The store in a folder, for this process alone; made where there is none. @throws SvodError, CliError `stop` */
  openStore: (folder: string, secret?: string) => Promise<Storage>
  /** Whether a store that was opened had lost a log or a part of one, which was told. */
  hasLosses: () => boolean
  /** A server on the store that was named: one of its own for as long as that takes, or the one that runs on it. */
  withServer: <T>(work: (server: Server) => Promise<T>) => Promise<T>
  /** The server that runs on the store, and never one of its own. @throws CliError `token`, `server`, `other-store` */
  withRunning: <T>(work: (server: Server) => Promise<T>) => Promise<T>
}

/** A server that does what its operator asks. */
export interface Server {
  /** A call that must succeed. @throws Refusal */
  call: (path: string, init?: RequestInit) => Promise<Response>
}

export interface Verb {
  help: CliKey
  more: CliKey
  flags: Readonly<Record<string, { type: 'string' | 'boolean'; short?: string; multiple?: boolean }>>
  /** Names of what must stand behind it, in order. */
  needs: readonly string[]
  run: (world: World) => Promise<number>
}

/** The nth thing behind the verb. */
export const positional = ({ given }: World, index: number): string => given.positionals[index] ?? ''

export const textFlag = ({ given }: World, name: string): string | undefined => {
  const value = given.values[name]
  return typeof value === 'string' ? value : undefined
}

export const isOn = ({ given }: World, name: string): boolean => given.values[name] === true

/** A whole number that a flag gives. @throws CliError `argument` */
export const numberFlag = (world: World, name: string): number | undefined => {
  const text = textFlag(world, name)
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CliError('argument', { reason: `--${name}: ${text}` })
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
