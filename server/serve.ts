/**
 * A running Svod on a given store: rooms, HTTP and the WebSocket on one port. Owns how the parts are put together and
 * in which order they stop; which adapter, signals and exit codes are `main.ts`'s.
 */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Identity } from '../shared/identity.ts'
import { outliveAcceptErrors } from './accept-errors.ts'
import { createAgeClock } from './age-clock.ts'
import { connectionLimitFor } from './auth/connection-limits.ts'
import { ADMIN, createAuth, upgradeChecks } from './auth/identity.ts'
import { createAllowance } from './auth/counters.ts'
import { type Passwords, createPasswords } from './auth/password.ts'
import { type Provider, createProvider } from './auth/provider.ts'
import { createSignInLimits } from './auth/sign-in-limits.ts'
import { createSigner } from './auth/signed-token.ts'
import { whoIn } from './commands/checks.ts'
import type { Deps } from './commands/deps.ts'
import type { Budgets, Mailer, PeopleDeps } from './commands/people/deps.ts'
import { createFailedSignIns } from './commands/people/failed-sign-ins.ts'
import { firstLink } from './commands/people/first-link.ts'
import { createPlanEvents } from './commands/plan-events.ts'
import { createPlanIndex } from './commands/plan-index.ts'
import { type ReadingTrail, createReadingTrail } from './commands/reading-trail.ts'
import { createPlanQuota } from './commands/plan-quota.ts'
import { createReopenings } from './commands/sign-off/reopenings.ts'
import { keepBulk } from './commands/versions/keep-bulk.ts'
import { createFrozenFiles } from './commands/versions/frozen-files.ts'
import type { FrozenFiles } from './commands/versions/frozen.ts'
import { thinAll } from './commands/versions/thin-past.ts'
import { type Turns, createTurns } from './commands/versions/turns.ts'
import { readOpenTasks } from './commands/inbox/read-open-tasks.ts'
import { recoverCatalogue } from './commands/recover-catalogue.ts'
import type { Config } from './config.ts'
import { createApp } from './http/app.ts'
import { readClient } from './http/client-files.ts'
import { localeOfAddress } from './http/locale.ts'
import { messageOf } from './http/messages.ts'
import { randomId } from './ids.ts'
import { type InboxSide, createInboxSide } from './inbox-side.ts'
import type { Log } from './log.ts'
import type { Letter } from './mail.ts'
import { type Metrics, createMetrics } from './metrics.ts'
import { createRefusalTrail } from './refusal-trail.ts'
import { Rooms } from './rooms/registry.ts'
import type { AuditRecord, Storage } from './storage/storage.ts'
import { type Upkeep, startUpkeep } from './upkeep.ts'
import { type WatchedStorage, watchStorage } from './watched-storage.ts'
import { attachSync } from './ws/upgrade.ts'

export interface ServeParts {
  config: Pick<
    Config,
    | 'host'
    | 'port'
    | 'publicOrigin'
    | 'adminToken'
    | 'demo'
    | 'trial'
    | 'proxies'
    | 'provider'
    | 'clientFolder'
    | 'maxConnections'
    | 'maxPlans'
  >
  storage: Storage
  log: Log
  importFile: Deps['importFile']
  exportFile: Deps['exportFile']
  /** The same for files that go out; out of memory where left out. */
  exportOut?: Deps['exportOut']
  sample: Deps['sample']
  /** Sends links by mail; left out where no mail server is set. */
  mail?: Mailer | null
  /** Sends letters with news; left out where no mail server is set. */
  post?: ((letter: Letter) => Promise<void>) | null
  /** How passwords are hashed; as strong as `auth/password.ts` has it where left out. */
  passwords?: Passwords
  /** Figures of the process beside Svod's own; off where several servers share one process. */
  processMetrics?: boolean
}

export interface Running {
  /** Where it listens, e.g. `http://127.0.0.1:4400`. */
  url: string
  /** With which the first person becomes chief editor; null where there are accounts, or another way in was set. */
  firstLink: string | null
  /** Takes nobody in any more, writes everything, closes the store. */
  close(): Promise<void>
}

/** An address that can be opened: a wildcard stands for this machine too. */
const urlOf = ({ address, port }: AddressInfo, host: string): string => {
  const named = host === 'localhost' ? host : address
  const open = named === '0.0.0.0' ? '127.0.0.1' : named === '::' ? '::1' : named
  return `http://${open.includes(':') ? `[${open}]` : open}:${port}`
}

const listen = async (
  server: Server,
  { host, port }: Pick<Config, 'host' | 'port'>,
  log: Log,
): Promise<string> => {
  server.listen(port, host)
  await once(server, 'listening')
  const report = (error: Error) => log.error({ err: error }, 'a connection was not accepted')
  outliveAcceptErrors(server, report, () => Date.now())
  return urlOf(server.address() as AddressInfo, host)
}

/** How long requests that are under way may take to end. */
const REQUEST_GRACE_MS = 5_000
const IDLE_CHECK_MS = 50

/** Takes no more connections, and resolves when those that are open have been answered, or were cut off. */
const endRequests = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  // A connection that was busy when the server closed stays open for a next request that must not come.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const cut = setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}

/** Counts from the last change of a plan, and in a house without any from now. */
const ageClockOf = ({ catalogue }: Storage): (() => number) => {
  const times = catalogue.plans().map(({ updatedAt }) => Date.parse(updatedAt))
  const changes = times.filter((at) => !Number.isNaN(at))
  const stored = changes.length > 0 ? Math.max(...changes) : Date.now()
  return createAgeClock({ stored, now: () => Date.now(), elapsed: () => performance.now() })
}

/** Rooms on the store, with everything that wants to hear of changes. */
const createRooms = (
  { storage, isWritable }: WatchedStorage,
  log: Log,
  { metrics, inbox }: { metrics: () => Metrics; inbox: () => InboxSide },
) => {
  const onError = (error: unknown) => log.error({ err: error }, 'room failed')
  const now = () => Date.now()
  const ageNow = ageClockOf(storage)
  const index = createPlanIndex({ catalogue: storage.catalogue, rooms: () => rooms, now, onError })
  const noteRefusal = createRefusalTrail({ storage, now, onError })
  const events = createPlanEvents(onError)
  events.listen((event) => inbox().office.happened(event))
  const editions = createTurns()
  const reopenings = createReopenings({ storage, events, now, rooms: () => rooms, onError })
  const rooms: Rooms = new Rooms({
    storage,
    now,
    ageNow,
    isStoreWritable: isWritable,
    heardOut: async (planId, doc) => {
      await inbox().office.flush(planId)
      await index.keep(planId, doc)
    },
    events: {
      said: (said) => inbox().office.heard(said),
      changed: (planId, updates, at, isSameHead) => {
        metrics().tally.updates += updates
        index.touch(planId, at, isSameHead)
      },
      touched: reopenings.touched,
      bulk: (planId, who, before) =>
        void keepBulk({ storage, editions, now }, who, planId, before).catch(onError),
      delivered: (count) => {
        metrics().tally.deliveries += count
      },
      refused: (who, code, times, planId) => {
        metrics().refusals.inc({ code })
        noteRefusal(who, planId, code)
        // A hostile client is refused thousands of times a second: the log keeps the first and every hundredth.
        if (times === 1 || times % 100 === 0) log.warn({ who: who.id, code, times }, 'change refused')
      },
      malformed: (who) => log.warn({ who: who.id }, 'a connection sent bytes outside the protocol'),
      failed: onError,
    },
  })
  return { rooms, index, events, reopenings, editions, ageNow }
}

const startSync = (server: Server, rooms: Rooms, storage: Storage, parts: ServeParts, auth: Auth) => {
  const { authenticate, originAllowed } = upgradeChecks(auth)
  const { maxConnections: max, proxies } = parts.config
  const rules = { max, proxies, isDemo: () => auth.demo !== null }
  return attachSync(server, {
    rooms,
    originAllowed,
    authenticate: (request, planId) => {
      const who = authenticate(request)
      return who && whoIn({ storage }, who, planId)
    },
    limitFor: (request, who) => connectionLimitFor(rules, who, request),
    onPeopleChange: (listener) => storage.directory.onChange(listener),
    planError: (planId) => {
      const entry = storage.catalogue.plan(planId)
      if (!entry) return 'not-found'
      return entry.deletedAt === null ? null : 'plan-in-trash'
    },
    sentence: ({ url, headers }, code) => messageOf(code, localeOfAddress(url, headers['accept-language'])),
    onError: (error) => parts.log.error({ err: error }, 'connection failed'),
  })
}

type Auth = ReturnType<typeof createAuth>

const MINUTE_MS = 60_000

/** A house behind one address has many people; one account has one, who reads a letter or two. */
const createBudgets = (now: () => number): Budgets => ({
  journeys: createAllowance(now, { max: 300, windowMs: 15 * MINUTE_MS }),
  help: createAllowance(now, { max: 20, windowMs: 60 * MINUTE_MS }),
  letters: createAllowance(now, { max: 3, windowMs: 60 * MINUTE_MS }),
})

/** What the commands about people need beside the store. */
const createPeople = (storage: Storage, auth: Auth, parts: ServeParts): PeopleDeps => {
  const { log, mail = null, passwords = createPasswords() } = parts
  const now = () => Date.now()
  return {
    storage,
    ids: randomId,
    now,
    passwords,
    limits: createSignInLimits(now),
    failures: createFailedSignIns(now),
    guests: auth.guests,
    budgets: createBudgets(now),
    hasProvider: parts.config.provider !== null,
    report: (error) => log.error({ err: error }, 'a mail or a line of the audit trail failed'),
    mail,
  }
}

const createInbox = (
  { storage, rooms }: Pick<Deps, 'storage' | 'rooms'>,
  auth: Auth,
  parts: ServeParts,
  ownUrl: () => string,
): InboxSide =>
  createInboxSide({
    storage,
    now: () => Date.now(),
    post: parts.post ?? null,
    isTrial: () => auth.demo !== null,
    base: () => parts.config.publicOrigin ?? ownUrl(),
    report: (error) => parts.log.error({ err: error }, 'a notice or a letter with news failed'),
    read: (planId, week) => readOpenTasks({ storage, rooms }, planId, week),
  })

const providerFor = async (
  { provider: config }: ServeParts['config'],
  secret: string,
): Promise<Provider | null> =>
  config && createProvider({ config, signer: createSigner(secret, 'journey'), now: () => Date.now() })

type Recovered = Omit<Parameters<typeof recoverCatalogue>[0], 'found' | 'failed'>

const recoverPlans = (parts: Recovered, log: Log): Promise<void> =>
  recoverCatalogue({
    ...parts,
    found: (plan) => log.warn({ plan }, 'a plan that a crash had left out is listed again'),
    failed: (error) => log.error({ err: error }, 'a plan could not be compared with the catalogue'),
  })

/** What is old of the past is put together some minutes after the start, and every six hours. */
const keepUp = (storage: Storage, editions: Turns, log: Log, ageNow: () => number): Upkeep => {
  const onError = (error: unknown) => log.error({ err: error }, 'the past was not put together')
  const round = (isOver: () => boolean) =>
    thinAll({ storage, editions, now: ageNow }, onError, isOver).catch(onError)
  return startUpkeep({ round, firstAfterMs: 10 * 60_000, everyMs: 6 * 3_600_000 })
}

const createFrozen = (storage: Storage, editions: Turns, { exportFile, log }: ServeParts): FrozenFiles => {
  const onError = (error: unknown) =>
    log.error({ err: error }, 'a file of an approved edition could not be made')
  return createFrozenFiles({ storage, editions, exportFile, onError, now: () => Date.now() })
}

const outOfMemory =
  ({ exportFile }: ServeParts): Deps['exportOut'] =>
  async (request) => {
    const { bytes, ...named } = await exportFile(request)
    return { content: bytes, ...named }
  }

const createReadings = (storage: Storage, log: Log): ReadingTrail => {
  const onWaiting = ({ at, by, action, plan }: AuditRecord) =>
    log.warn({ at, by, action, plan }, 'a line of the audit trail waits for the disk')
  return createReadingTrail({ storage, now: () => Date.now(), onWaiting })
}

const sayStore = (log: Log, failure: unknown): void =>
  failure === null
    ? log.info('the store takes writes again')
    : log.error({ err: failure }, 'the store refuses writes')

const openAuth = ({ catalogue, directory }: Storage, { config, log }: ServeParts, now: () => number) => {
  const onError = (error: unknown) => log.error({ err: error }, 'the use of a session was not noted')
  return createAuth({ config, catalogue, directory, ids: randomId, now, onError })
}

/** Proxies keep a connection that nobody uses for a minute; were it closed here first, the next request on it would be lost. */
const KEEP_ALIVE_MS = 65_000

const createServer = ({ fetch }: ReturnType<typeof createApp>, hostname: string): Server => {
  const server = createAdaptorServer({ fetch, hostname }) as Server
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return server
}

/** Serves until `close`. The store belongs to the server from here on. */
export const serve = async (parts: ServeParts): Promise<Running> => {
  const { config, log, importFile, exportFile, exportOut = outOfMemory(parts), sample } = parts
  const provider = await providerFor(config, parts.storage.catalogue.secret())
  const withProcess = parts.processMetrics === true
  const metrics: Metrics = createMetrics({ rooms: () => rooms.counts() }, { withProcess })
  const committed = (seconds: number) => metrics.commitSeconds.observe(seconds)
  const changed = (failure: unknown) => {
    sayStore(log, failure)
    rooms.storeChanged()
  }
  const audited = (record: AuditRecord) => inbox.office.acted(record)
  const watched = watchStorage(parts.storage, { committed, changed, audited }, randomId)
  const { storage } = watched
  const late = { metrics: () => metrics, inbox: () => inbox }
  const { rooms, index, events, reopenings, editions, ageNow } = createRooms(watched, log, late)
  const now = () => Date.now()
  const auth = openAuth(storage, parts, now)
  const people = createPeople(storage, auth, parts)
  const isLimited = ({ id }: Identity) => auth.demo === null && id !== ADMIN.id
  const quota = createPlanQuota({ catalogue: storage.catalogue, max: config.maxPlans, isLimited })
  const frozen = createFrozen(storage, editions, parts)
  const readings = createReadings(storage, log)
  const plans = { storage, rooms, index, quota, editions, events, frozen, readings }
  const chance = { ids: randomId, random: () => Math.random() }
  const deps: Deps = { ...plans, importFile, exportFile, exportOut, sample, ...chance, now }
  const client = readClient(config.clientFolder)
  let closing: Promise<void> | null = null
  const isReady = async () => closing === null && (await watched.tryWriting())
  const ownUrl = () => urlOf(server.address() as AddressInfo, config.host)
  const inbox = createInbox(plans, auth, parts, ownUrl)
  const known = { deps, people, inbox: inbox.http, config, auth, log, metrics }
  const app = createApp({ ...known, client, provider, ownUrl, isReady })
  const server = createServer(app, config.host)
  const sync = startSync(server, rooms, storage, parts, auth)

  const upkeep = keepUp(storage, editions, log, ageNow)
  const stop = async (): Promise<void> => {
    inbox.hush()
    frozen.close()
    await Promise.all([endRequests(server), sync.close()])
    await reopenings.settled()
    await inbox.close()
    await index.flush()
    await Promise.all([rooms.close(), upkeep.stop(), readings.close()])
    await storage.close()
  }
  await Promise.all([recoverPlans({ storage, rooms, index, now }, log), inbox.start()])
  const url = await listen(server, config, log)
  await inbox.sendLetters()
  void frozen.resume()
  const close = () => (closing ??= stop())
  const isClosed = !config.demo && config.adminToken === null
  try {
    const first = isClosed ? await firstLink(people, config.publicOrigin ?? url) : null
    return { url, firstLink: first, close }
  } catch (error) {
    await close()
    throw error
  }
}
