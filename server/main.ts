/**
 * The server as a process: settings, the store, signals, exit codes. The composition root, and the only file that
 * names a storage adapter. Must not know what is served.
 */
import { samplePlan } from '../shared/sample/plan-2022.ts'
import { type Config, isTerminal, readConfig } from './config.ts'
import { exportOut, exportPlan } from './exchange/export-plan.ts'
import { importPlan } from './exchange/import-plan.ts'
import { createLetterOffice } from './letters.ts'
import { type Log, createLog } from './log.ts'
import { type Letter, createMail } from './mail.ts'
import { type Running, serve } from './serve.ts'
import { tuneEngine } from './setup/engine-flags.mjs'
import { startupSentence } from './startup-sentence.ts'
import { openEmbeddedStorage } from './storage/embedded.ts'
import type { LogLoss } from './storage/log-losses.ts'
import type { Storage } from './storage/storage.ts'

const WEAK_TOKEN_LENGTH = 16

/** What programs and the first person wait for is said whatever LOG_LEVEL keeps quiet [CQ1]. */
const spoken = (log: Log): Log => log.child({}, { level: 'info' })

/** Says what the operator should know about who can come in. */
const remarkOnSignIn = (config: Config, storage: Storage, running: Running, log: Log): void => {
  const isTrial = config.trial && storage.directory.data.people.length === 0
  if (config.demo) log.info('demo: everybody who can reach this server chooses a name and a role')
  if (isTrial)
    log.info('trial: whoever is at this machine chooses a name and a role, until the first account exists')
  if (running.firstLink !== null) {
    const link = running.firstLink
    spoken(log).info(
      { link },
      'nobody has an account yet: whoever opens this link first becomes chief editor',
    )
  }
  if (config.adminToken !== null && config.adminToken.length < WEAK_TOKEN_LENGTH) {
    log.warn(`SVOD_ADMIN_TOKEN is short: use ${WEAK_TOKEN_LENGTH} random characters or more`)
  }
}

const LOSSES: Readonly<Record<LogLoss['kind'], string>> = {
  'log-missing': 'a log of the store is missing: what was saved last may be lost, see the backups',
  'log-damaged': 'a log of the store was damaged: some of what was saved last may be lost, see the backups',
}

const openStore = (folder: string, log: Log): Promise<Storage> =>
  openEmbeddedStorage({ folder, onLoss: ({ kind, file }) => log.error({ file }, LOSSES[kind]) })

const start = async (config: Config, log: Log): Promise<Running> => {
  const storage = await openStore(config.dataFolder, log)
  let served: Running | null = null
  try {
    const mail = config.mail && createLetterOffice(await createMail(config.mail))
    const plans = { importFile: importPlan, exportFile: exportPlan, exportOut, sample: samplePlan }
    const letters = { mail, post: mail && ((letter: Letter) => mail.post(letter)) }
    const own = await serve({ config, storage, log, ...letters, ...plans, processMetrics: true })
    const close = async () => {
      await own.close()
      await mail?.close()
    }
    const running = { ...own, close }
    served = running
    remarkOnSignIn(config, storage, running, log)
    const publicUrl = config.publicOrigin === null ? {} : { publicUrl: config.publicOrigin }
    const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions()
    spoken(log).info({ url: running.url, ...publicUrl, data: config.dataFolder, zone }, 'listening')
    return running
  } catch (error) {
    // Whatever listens would answer from a closed store.
    await (served ?? storage).close()
    throw error
  }
}

/**
 * Ends the process cleanly on the first signal, at once on the second. Listens from before the server says that it
 * does: whoever reads `listening` may signal in the next instant. A failed start is reported by `main`.
 */
const stopOnSignals = (starting: Promise<Running>, log: Log): void => {
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) {
      log.warn({ signal }, 'stopped at once')
      process.exit(1)
    }
    stopping = true
    log.info({ signal }, 'stopping')
    starting
      .then((running) => running.close())
      .then(
        () => {
          log.info('stopped')
          process.exit(0)
        },
        (error: unknown) => {
          log.fatal({ err: error }, 'could not stop cleanly')
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** What nobody caught may have left anything half done: the log on disk is whole, so the process ends. */
const dieOnAccidents = (log: Log): void => {
  const die = (error: unknown): never => {
    log.fatal({ err: error }, 'unexpected error')
    process.exit(1)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}

const main = async (): Promise<void> => {
  tuneEngine()
  let config: Config | null = null
  try {
    config = readConfig()
    const log = createLog(config.logLevel, isTerminal())
    dieOnAccidents(log)
    const starting = start(config, log)
    stopOnSignals(starting, log)
    await starting
  } catch (error) {
    const sentence = startupSentence(error, config)
    const report = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`${sentence ?? report}\n`)
    process.exitCode = 1
  }
}

await main()
