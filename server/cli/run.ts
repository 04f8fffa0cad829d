/**
 * The command line, apart from the process: understands what it was given, picks the verb, prints, and says how to end. Owns
 * settings, words of failures and exit codes; what a verb does is its file's, which store there is its caller's.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { SvodError } from '../../shared/errors.ts'
import { type Locale, isLocale } from '../../shared/i18n/locale.ts'
import { samplePlan } from '../../shared/sample/plan-2022.ts'
import { newSecret } from '../auth/secrets.ts'
import { backup, restore } from './backup.ts'
import { check } from './check.ts'
import { exportPlan, importFile, invite } from './plans.ts'
import { ownAddress, running, withServer } from './server.ts'
import {
  CliError,
  DONE,
  FAILED,
  type Given,
  MISUSED,
  Refusal,
  type Verb,
  type World,
  words,
} from './terms.ts'
import { type Config, operatorLocale, readConfig, whereOperatorStands } from '../config.ts'
import { exportPlan as writeFile } from '../exchange/export-plan.ts'
import { importPlan } from '../exchange/import-plan.ts'
import { createLetterOffice } from '../letters.ts'
import { createLog } from '../log.ts'
import { createMail } from '../mail.ts'
import { startupSentence } from '../startup-sentence.ts'
import { endSwap } from '../storage/folder-swap.ts'
import type { LogLoss } from '../storage/log-losses.ts'
import type { Storage } from '../storage/storage.ts'

const VERBS: Readonly<Record<string, Verb>> = {
  check,
  backup,
  restore,
  import: importFile,
  export: exportPlan,
  invite,
}

interface OpenOptions {
  folder: string
  secret?: string
  /** Told of what the logs of the store had lost when it was opened. */
  onLoss: (loss: LogLoss) => void
}

/** What a program has that runs it. */
export interface Program {
  env: Readonly<Record<string, string | undefined>>
  /** Opens the store in a folder, or makes one. @throws SvodError `data-folder-in-use` */
  open: (options: OpenOptions) => Promise<Storage>
  out: (bytes: Uint8Array | string) => void
  err: (text: string) => void
}

/** Settings that stand beside every verb, as `npm start` knows them. */
const SETTINGS = ['host', 'port', 'data', 'url', 'log-level'] as const
const COMMON = Object.fromEntries([...SETTINGS, 'lang'].map((name) => [name, { type: 'string' as const }]))

const usage = (locale: Locale): string => {
  const lines = Object.entries(VERBS).map(([name, { help }]) => `  ${name.padEnd(10)}${words(locale, help)}`)
  return [words(locale, 'cli.usage'), '', ...lines, '', words(locale, 'cli.usage.more')].join('\n')
}

/** @throws CliError `argument`, `missing` */
const parse = (verb: Verb, args: readonly string[]): Given => {
  try {
    const given = parseArgs({
      args: [...args],
      options: { ...COMMON, ...verb.flags },
      allowPositionals: true,
    })
    const missing = verb.needs[given.positionals.length]
    if (missing !== undefined) throw new CliError('missing', { what: missing })
    const extra = given.positionals[verb.needs.length]
    if (extra !== undefined) throw new CliError('argument', { reason: extra })
    return given
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('argument', { reason: error instanceof Error ? error.message : '' }, { cause: error })
  }
}

const configOf = ({ values }: Given, { env }: Program): Config =>
  readConfig(
    env,
    SETTINGS.flatMap((name) => (typeof values[name] === 'string' ? [`--${name}`, values[name]] : [])),
  )

const openExisting = async ({ open }: Program, options: OpenOptions): Promise<Storage> => {
  const { folder } = options
  // A restoring that was killed may have left it beside its place.
  await endSwap(folder)
  // Opening would make an empty store where there is none.
  if (!existsSync(join(folder, 'plans'))) throw new CliError('no-store', { folder })
  return open(options)
}

/** A server of its own, that nobody else knows of; links that it makes lead to where the house is found. */
const serveFor = async (config: Config, storage: Storage, token: string) => {
  const mail = config.mail && createLetterOffice(await createMail(config.mail))
  const publicOrigin = config.publicOrigin ?? ownAddress(config)
  const hidden = { host: '127.0.0.1', port: 0, adminToken: token, demo: false, trial: false, publicOrigin }
  const plans = { importFile: importPlan, exportFile: writeFile, sample: samplePlan }
  const log = createLog('silent', false)
  // Read only where nobody serves the folder: most verbs need no server of their own.
  const { serve } = await import('../serve.ts')
  const own = await serve({ ...plans, config: { ...config, ...hidden }, storage, log, mail })
  const close = async () => {
    await own.close()
    await mail?.close()
  }
  return { url: own.url, close }
}

const worldOf = (program: Program, config: Config, locale: Locale, given: Given): World => {
  const losses: LogLoss[] = []
  const onLoss = (loss: LogLoss): void => {
    losses.push(loss)
    program.err(`${words(locale, `cli.${loss.kind}`, { file: loss.file })} (${loss.kind})\n`)
  }
  return {
    config,
    locale,
    given,
    fileAt: (name) => resolve(whereOperatorStands(program.env), name),
    say: (key, values) => program.out(`${words(locale, key, values)}\n`),
    write: program.out,
    openStore: async (folder, secret) => {
      try {
        // A new one is made only of a backup.
        if (secret === undefined) return await openExisting(program, { folder, onLoss })
        return await program.open({ folder, secret, onLoss })
      } catch (error) {
        if (!(error instanceof SvodError) || error.code !== 'data-folder-in-use') throw error
        throw new CliError('stop', { folder }, { cause: error })
      }
    },
    hasLosses: () => losses.length > 0,
    withServer: (work) => {
      const openStore = () => openExisting(program, { folder: config.dataFolder, onLoss })
      const serveOn = (storage: Storage, token: string) => serveFor(config, storage, token)
      return withServer({ config, locale, openStore, serve: serveOn, newToken: newSecret }, work)
    },
    withRunning: async (work) => work(await running({ config, locale, newToken: newSecret })),
  }
}

/** What went wrong, in one sentence with its code; the whole trace where nobody foresaw it. */
const report = ({ err }: Program, error: unknown, locale: Locale, config: Config | null): number => {
  const tell = (sentence: string, code: string) => err(`${sentence} (${code})\n`)
  if (error instanceof CliError) {
    tell(words(locale, `cli.error.${error.code}`, error.values), error.code)
    return error.exitCode
  }
  const sentence = error instanceof Refusal ? error.message : startupSentence(error, config)
  const code = error instanceof Refusal || error instanceof SvodError ? error.code : 'settings'
  if (sentence !== null) tell(sentence, code)
  else err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return FAILED
}

const run = async (
  program: Program,
  name: string,
  args: readonly string[],
  locale: Locale,
): Promise<number> => {
  let config: Config | null = null
  try {
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
    if (!verb) throw new CliError('verb', { verb: name })
    const given = parse(verb, args)
    config = configOf(given, program)
    return await verb.run(worldOf(program, config, locale, given))
  } catch (error) {
    const code = report(program, error, locale, config)
    if (code === MISUSED) program.err(`\n${usage(locale)}\n`)
    return code
  }
}

const help = ({ out }: Program, name: string | undefined, locale: Locale): void => {
  const verb = name !== undefined && Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  out(`${verb ? words(locale, verb.more) : usage(locale)}\n`)
}

/** `--lang` holds for what is printed before anything else is understood. */
const localeOf = (args: readonly string[], { env }: Program): Locale => {
  const given = args[args.indexOf('--lang') + 1]
  return args.includes('--lang') && isLocale(given) ? given : operatorLocale(env)
}

/** Does what `given` (without node and the script) asks; the exit code. */
export const runCli = async (given: readonly string[], program: Program): Promise<number> => {
  const [name = 'help', ...args] = given
  const locale = localeOf(given, program)
  const asksHelp = ['help', '--help', '-h', '--lang'].includes(name)
  if (!asksHelp && !args.some((arg) => arg === '--help' || arg === '-h'))
    return run(program, name, args, locale)
  help(program, name === 'help' ? args[0] : name, locale)
  return DONE
}
