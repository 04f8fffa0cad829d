/**
 * The settings of the server, from the environment and the command line (flags win). The only reader of
 * `process.env`. A wrong setting ends in one sentence that names it; must not open or create anything.
 */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import type { MailConfig } from './mail.ts'
import type { ProviderConfig } from './auth/provider.ts'

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export interface Config {
  host: string
  /** 0 takes a free port. */
  port: number
  /** Absolute path of the embedded store. */
  dataFolder: string
  /** The public origin (`https://plans.example`), null where it was not set. */
  publicOrigin: string | null
  adminToken: string | null
  demo: boolean
  /** The demo until the first account exists (SPEC PP2). */
  trial: boolean
  /** Trusted proxies in front, whose `X-Forwarded-For` is believed. */
  proxies: number
  /** Null where people sign in with passwords alone. */
  provider: ProviderConfig | null
  /** Null where no mail is sent. */
  mail: MailConfig | null
  /** Plans that one person or program may have open at once. */
  maxConnections: number
  /** Plans that one person or program may make. */
  maxPlans: number
  logLevel: (typeof LOG_LEVELS)[number]
  /** Absolute path of the built client. */
  clientFolder: string
}

/** A setting that cannot be used; the message is one sentence for the operator. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const FLAGS = {
  host: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  url: { type: 'string' },
  demo: { type: 'boolean' },
  'log-level': { type: 'string' },
} as const

const NOT_YET = {
  DATABASE_URL: 'PostgreSQL',
  REDIS_URL: 'Redis',
} as const

/** Whether only this machine can reach `host`. */
export const isLoopback = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (bare === 'localhost' || bare === '::1') return true
  return isIP(bare) === 4 && bare.startsWith('127.')
}

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return bare && (url.protocol === 'http:' || url.protocol === 'https:')
}

/** Whether nobody but this machine is meant to reach the server, by its address or its public one. */
const isPrivate = (host: string, publicOrigin: string | null): boolean =>
  isLoopback(host) && (publicOrigin === null || isLoopback(new URL(publicOrigin).hostname))

const isProviderUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

const isSmtp = (text: string): boolean =>
  URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''

/** Figures alone: 0x10, 1e3 and +1 are numbers to a computer, and slips to whoever reads them. */
const figures = (message: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)

const limit = (max: number) =>
  figures(`must be a number from 1 to ${max}`).pipe(
    z.number().min(1, 'must be 1 or more').max(max, `must be ${max} or less`),
  )

const NO_PORT = 'must be a number from 0 to 65535'

const SETTINGS = z.object({
  HOST: z.string().regex(/^[\w.:[\]-]+$/, 'must be a host name or an IP address'),
  PORT: figures(NO_PORT).pipe(z.number().max(65_535, NO_PORT)),
  SVOD_DATA: z.string().regex(/^\P{Cc}+$/u, 'must be the name of a folder, without control characters'),
  SVOD_URL: z
    .string()
    .refine(isOrigin, 'must be an address without a path, such as https://plans.example')
    .transform((text) => new URL(text).origin)
    .nullable(),
  SVOD_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must consist of Latin letters, digits and signs, without spaces')
    .nullable(),
  SVOD_DEMO: z.enum(['0', '1', 'trial'], { error: 'must be 1 (on) or 0 (off)' }),
  SVOD_PROXIES: figures('must be the number of proxies in front, such as 1').pipe(
    z.number().max(10, 'must be 10 or less'),
  ),
  SVOD_OIDC_ISSUER: z
    .string()
    .refine(isProviderUrl, 'must be an https address, as the provider writes its issuer')
    .transform((text) => new URL(text))
    .nullable(),
  SVOD_OIDC_CLIENT_ID: z.string().nullable(),
  SVOD_OIDC_CLIENT_SECRET: z.string().nullable(),
  SVOD_OIDC_NAME: z.string().max(60, 'must be at most 60 characters long'),
  SVOD_SMTP_URL: z
    .string()
    .refine(isSmtp, 'must be an address such as smtps://user:password@mail.example')
    .nullable(),
  SVOD_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an e-mail address')
    .nullable(),
  SVOD_MAX_CONNECTIONS: limit(100_000),
  SVOD_MAX_PLANS: limit(1_000_000),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }),
})

const readFlags = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Without the blanks around it; null where nothing is left. */
const bare = (text: string | undefined): string | null => text?.trim() || null

/** What was given, with the defaults of INTERFACE.md; what is empty or blank counts as unset. */
const collect = (env: Environment, args: readonly string[]) => {
  const flags = readFlags(args)
  const pick = (flag: string | undefined, name: string): string | null => bare(flag) ?? bare(env[name])
  return {
    HOST: pick(flags.host, 'HOST') ?? '127.0.0.1',
    PORT: pick(flags.port, 'PORT') ?? '4400',
    SVOD_DATA: pick(flags.data, 'SVOD_DATA') ?? './data',
    SVOD_URL: pick(flags.url, 'SVOD_URL'),
    SVOD_ADMIN_TOKEN: pick(undefined, 'SVOD_ADMIN_TOKEN'),
    SVOD_DEMO: flags.demo === undefined ? (pick(undefined, 'SVOD_DEMO') ?? '0') : '1',
    SVOD_PROXIES: pick(undefined, 'SVOD_PROXIES') ?? '0',
    SVOD_OIDC_ISSUER: pick(undefined, 'SVOD_OIDC_ISSUER'),
    SVOD_OIDC_CLIENT_ID: pick(undefined, 'SVOD_OIDC_CLIENT_ID'),
    SVOD_OIDC_CLIENT_SECRET: pick(undefined, 'SVOD_OIDC_CLIENT_SECRET'),
    SVOD_OIDC_NAME: pick(undefined, 'SVOD_OIDC_NAME') ?? 'OpenID',
    SVOD_SMTP_URL: pick(undefined, 'SVOD_SMTP_URL'),
    SVOD_MAIL_FROM: pick(undefined, 'SVOD_MAIL_FROM'),
    SVOD_MAX_CONNECTIONS: pick(undefined, 'SVOD_MAX_CONNECTIONS') ?? '100',
    SVOD_MAX_PLANS: pick(undefined, 'SVOD_MAX_PLANS') ?? '500',
    LOG_LEVEL: pick(flags['log-level'], 'LOG_LEVEL') ?? 'info',
  }
}

const refuseUnsupported = (env: Environment): void => {
  for (const [name, product] of Object.entries(NOT_YET)) {
    if (bare(env[name]) !== null) {
      throw new ConfigError(
        `${name} is set, but ${product} is not supported yet: unset it to use the embedded store.`,
      )
    }
  }
}

type Settings = z.infer<typeof SETTINGS>

/** @throws ConfigError where only a part of the three is set */
const providerOf = (settings: Settings): ProviderConfig | null => {
  const { SVOD_OIDC_ISSUER: issuer, SVOD_OIDC_CLIENT_ID: clientId, SVOD_OIDC_NAME: name } = settings
  const { SVOD_OIDC_CLIENT_SECRET: clientSecret } = settings
  if (issuer && clientId && clientSecret) return { issuer, clientId, clientSecret, name }
  if (issuer || clientId || clientSecret) {
    throw new ConfigError('SVOD_OIDC_ISSUER, SVOD_OIDC_CLIENT_ID and SVOD_OIDC_CLIENT_SECRET go together.')
  }
  return null
}

/** @throws ConfigError where only one of the two is set */
const mailOf = ({ SVOD_SMTP_URL: url, SVOD_MAIL_FROM: from }: Settings): MailConfig | null => {
  if (url && from) return { url, from }
  if (url || from) throw new ConfigError('SVOD_SMTP_URL and SVOD_MAIL_FROM go together.')
  return null
}

/** `dist/client`, seen from the sources and from the bundles in `dist/` alike. */
const builtClient = (): string => {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const isBundle = /[\\/]dist[\\/](dev[\\/])?server[\\/]$/.test(here)
  return resolve(here, isBundle ? '../client' : '../dist/client')
}

/**
 * Reads the settings. `args` are the command line's without node and the script.
 * @throws ConfigError that names the setting
 */
export const readConfig = (
  env: Environment = process.env,
  args: readonly string[] = process.argv.slice(2),
): Config => {
  refuseUnsupported(env)
  const given = SETTINGS.safeParse(collect(env, args))
  if (!given.success) {
    const [issue] = given.error.issues
    throw new ConfigError(`${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`)
  }
  const { HOST, PORT, SVOD_DATA, SVOD_URL, SVOD_ADMIN_TOKEN, SVOD_DEMO, SVOD_PROXIES, LOG_LEVEL } = given.data
  if (SVOD_DEMO === '1' && !isLoopback(HOST)) {
    throw new ConfigError(
      `SVOD_DEMO lets everybody in without a password and is refused on the public HOST ${HOST}: use 127.0.0.1, or set SVOD_DEMO=0.`,
    )
  }
  const [provider, mail] = [providerOf(given.data), mailOf(given.data)]
  if ((provider || mail) && SVOD_URL === null && !isLoopback(HOST)) {
    throw new ConfigError('SVOD_URL must be set: the identity provider and letters lead back to it.')
  }
  return {
    host: HOST.replace(/^\[|\]$/g, ''),
    port: PORT,
    dataFolder: resolve(SVOD_DATA),
    publicOrigin: SVOD_URL,
    adminToken: SVOD_ADMIN_TOKEN,
    demo: SVOD_DEMO === '1',
    // Nobody has asked for a demo in so many words: where others may come, they sign in.
    trial: SVOD_DEMO === 'trial' && isPrivate(HOST, SVOD_URL) && SVOD_PROXIES === 0,
    proxies: SVOD_PROXIES,
    provider,
    mail,
    maxConnections: given.data.SVOD_MAX_CONNECTIONS,
    maxPlans: given.data.SVOD_MAX_PLANS,
    logLevel: LOG_LEVEL,
    clientFolder: builtClient(),
  }
}

/** Whether standard output is a terminal that somebody reads. */
export const isTerminal = (): boolean => process.stdout.isTTY === true

/** The environment of this process, for programs that are given one. */
export const environment = (): Environment => process.env

/** npm runs a script in the checkout, wherever whoever typed the command stands. */
export const whereOperatorStands = (env: Environment): string =>
  (env.npm_lifecycle_event === 'svod' && env.INIT_CWD) || '.'

/** The language of the command line: that of the operator's terminal. */
export const operatorLocale = (env: Environment): 'ru' | 'en' =>
  /^(?:ru|be|uk|kk)/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ru' : 'en'

/** What a program needs to run at all. */
const HELPERS_NEED = ['TZ', 'LANG', 'PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR']

/** The surroundings of a process that reads what strangers wrote: without a secret, and sparing with memory. */
export const helperEnvironment = (env: Environment = process.env): Record<string, string> => ({
  ...Object.fromEntries(HELPERS_NEED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
  // glibc would keep a heap for each thread of Node's.
  MALLOC_ARENA_MAX: '1',
  // It would keep what was freed, too, and the more the larger that was.
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '1048576',
})
