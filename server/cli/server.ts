/**
 * The server that a verb asks: one on the store of a stopped server for as long as that takes, or the one that runs on it.
 * Owns which of the two, and the calls.
 */
import { SvodError } from '../../shared/errors.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { Config } from '../config.ts'
import type { Storage } from '../storage/storage.ts'
import { proofIn } from '../storage/store-proof.ts'
import { CliError, Refusal, type Server, reasonOf } from './terms.ts'

/** What it takes to ask the server that runs. */
export interface RunningParts {
  config: Config
  locale: Locale
  newToken: () => string
}

export interface ServerParts extends RunningParts {
  /** @throws SvodError `data-folder-in-use` */
  openStore: () => Promise<Storage>
  /** Serves on a free port of this machine; `token` is its operator's. */
  serve: (storage: Storage, token: string) => Promise<{ url: string; close: () => Promise<void> }>
}

const isInUse = (error: unknown): boolean => error instanceof SvodError && error.code === 'data-folder-in-use'

/** What a server of these settings listens at, seen from this machine. */
export const ownAddress = ({ host, port }: Pick<Config, 'host' | 'port'>): string => {
  const open = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${open.includes(':') ? `[${open}]` : open}:${port}`
}

const refusalOf = async (answer: Response): Promise<Refusal> => {
  const text = await answer.text()
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } }
    return new Refusal(error.code, error.message)
  } catch {
    return new Refusal('unexpected', `HTTP ${answer.status}`)
  }
}

const callsTo = (url: string, token: string, locale: Locale): Server => ({
  call: async (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    headers.set('accept-language', locale)
    const answer = await fetch(url + path, { ...init, headers })
    if (!answer.ok) throw await refusalOf(answer)
    return answer
  },
})

/** The running server, if it answers and has this very store open. @throws CliError `token`, `server`, `other-store` */
export const running = async ({ config, locale, newToken }: RunningParts): Promise<Server> => {
  const { adminToken, dataFolder: folder } = config
  if (adminToken === null) throw new CliError('token', { folder })
  const url = ownAddress(config)
  const challenge = newToken()
  const answer = await fetch(`${url}/healthz?store=${challenge}`).catch((error: unknown) => {
    throw new CliError('server', { folder, url, reason: reasonOf(error) }, { cause: error })
  })
  // Two houses on one machine may well have one token: nothing is sent to the wrong one.
  const proof = await proofIn(folder, challenge)
  if (proof === null || answer.headers.get('svod-store') !== proof) {
    throw new CliError('other-store', { folder, url })
  }
  return callsTo(url, adminToken, locale)
}

/** Runs `work` with a server on the store; one that was started for it has written everything when this resolves. */
export const withServer = async <T>(parts: ServerParts, work: (server: Server) => Promise<T>): Promise<T> => {
  let storage: Storage
  try {
    storage = await parts.openStore()
  } catch (error) {
    if (!isInUse(error)) throw error
    return work(await running(parts))
  }
  const token = parts.newToken()
  const own = await parts.serve(storage, token).catch(async (error: unknown) => {
    await storage.close()
    throw error
  })
  try {
    return await work(callsTo(own.url, token, parts.locale))
  } finally {
    await own.close()
  }
}
