/**
 * The embedded adapter: plans in LevelDB (`<folder>/plans`), the catalogue and the people in
 * JSON files (`<folder>/catalogue.json`, `people.json`).
 * Owns the data folder: its making, its checks at start, and the order in which the two are opened and closed.
 */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Low } from 'lowdb'
import { SvodError } from '../../shared/errors.ts'
import { CATALOGUE_FORMAT, catalogueSchema, newCatalogue, newSecret } from './catalogue-data.ts'
import { openClassicKv } from './classic-kv.ts'
import { DIRECTORY_FORMAT, directorySchema, newDirectory } from './directory-data.ts'
import { syncFolder } from './durable-json-file.ts'
import { EmbeddedPlans } from './embedded-plans.ts'
import { CATALOGUE, PEOPLE, PLANS, checkParts } from './folder-parts.ts'
import { tryDisk } from './disk-trial.ts'
import { endSwap } from './folder-swap.ts'
import { openHouseFile } from './house-file.ts'
import type { KvStore } from './kv.ts'
import { type LogLoss, tellingLosses } from './log-losses.ts'
import { LiveCatalogue } from './live-catalogue.ts'
import { LiveDirectory } from './live-directory.ts'
import { anyPlanRange, FORMAT_KEY, HOUSE_KEY } from './plan-keys.ts'
import { broken, reading, seal, unseal } from './sealed-value.ts'
import type { Storage } from './storage.ts'
import { type StoreProof, holdFolder } from './store-proof.ts'

const LAYOUT_VERSION = 1

export interface EmbeddedOptions {
  /** Made where it does not exist. */
  folder: string
  /** Signs what a new store signs (hex); random where left out. What a backup restores has the one it had. */
  secret?: string
  /** Told of what the logs of the store had lost, which is to be known no more once it was opened. */
  onLoss?: (loss: LogLoss) => void
}

/** What it holds is for the account that runs Svod; who has made the folder wider before is not overruled. */
const OWNER_ONLY = 0o700

/** Makes the folder, unless one stands ready for its place, and everything above it, so that the new names survive a power loss. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await endSwap(folder)
    const above = await mkdir(dirname(folder), { recursive: true })
    const own = await mkdir(folder, { recursive: true, mode: OWNER_ONLY })
    const first = above ?? own
    if (first === undefined) return
    for (let made = folder; made.length >= first.length; made = dirname(made)) {
      await syncFolder(dirname(made))
    }
  } catch (error) {
    throw new SvodError('data-folder-unwritable', { folder }, { cause: error })
  }
}

const FORBIDDEN: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS']

/** That the files beside the plans cannot be written would be found out only with the first change of a title or of people. */
const tryFolder = (folder: string): Promise<void> =>
  tryDisk(folder).catch(({ cause }: SvodError) => {
    // A full disk is LevelDB's to judge, which needs more or less of it.
    if (!(cause instanceof Error && 'code' in cause && FORBIDDEN.includes(cause.code))) return
    throw new SvodError('data-folder-unwritable', { folder }, { cause })
  })

/** The first writes of a store, before anybody watches over them. @throws SvodError `storage-failed` */
const writeMark = async (
  folder: string,
  store: KvStore,
  key: Uint8Array,
  value: Uint8Array,
): Promise<void> => {
  try {
    await store.write([{ type: 'put', key, value: seal(value) }])
  } catch (error) {
    throw error instanceof SvodError ? error : new SvodError('storage-failed', { folder }, { cause: error })
  }
}

/** The layout is written before the files beside the plans are made. */
const checkLayout = async (folder: string, store: KvStore): Promise<void> => {
  const stored = await store.get(FORMAT_KEY)
  if (!stored) {
    const isOld = [CATALOGUE, PEOPLE].some((name) => existsSync(join(folder, name)))
    if (isOld) throw new SvodError('data-incomplete', { what: join(folder, PLANS) })
    return writeMark(folder, store, FORMAT_KEY, Uint8Array.of(LAYOUT_VERSION))
  }
  const [version = 0] = reading('the plan store', () => unseal(stored))
  if (version === LAYOUT_VERSION) return
  if (version < LAYOUT_VERSION) throw broken('the plan store', new Error('its layout is unknown'))
  throw new SvodError('data-newer', { what: join(folder, PLANS), format: `layout ${version}` })
}

const hasPlans = async (store: KvStore): Promise<boolean> =>
  (await store.keys({ ...anyPlanRange(), limit: 1 })).length > 0

/** The files beside the plans. Once both have been there, one that is missing is lost. */
const openHouse = async (folder: string, store: KvStore, secret: string) => {
  const wasWhole = (await store.get(HOUSE_KEY)) !== undefined
  const catalogue = await openHouseFile(
    {
      path: join(folder, CATALOGUE),
      format: CATALOGUE_FORMAT,
      schema: catalogueSchema,
      fresh: newCatalogue(secret),
    },
    // A new one would make the plans that are there invisible.
    async () => !wasWhole && !(await hasPlans(store)),
  )
  const people = await openHouseFile(
    { path: join(folder, PEOPLE), format: DIRECTORY_FORMAT, schema: directorySchema, fresh: newDirectory() },
    // A store of the first version has no such file: nobody had an account.
    async () => !wasWhole,
  )
  if (!wasWhole) await writeMark(folder, store, HOUSE_KEY, new Uint8Array(0))
  return {
    catalogue: new LiveCatalogue(catalogue.data, saving(catalogue, store)),
    directory: new LiveDirectory(people.data, saving(people, store)),
  }
}

const saving =
  <T>(low: Low<T>, store: KvStore) =>
  async (data: T): Promise<void> => {
    await store.check()
    low.data = data
    await low.write()
  }

/**
 * Opens, or makes, the store in `folder`, for this process alone.
 * Errors: `data-folder-in-use`, `data-folder-unwritable`, `data-incomplete`, `data-broken`, `data-newer`, `storage-failed`.
 */
export const openEmbeddedStorage = async (options: EmbeddedOptions): Promise<Storage> => {
  const folder = resolve(options.folder)
  await makeFolder(folder)
  await checkParts(folder)
  // LevelDB's lock guards the catalogue too, so it is opened first and closed last.
  const store = await tellingLosses(folder, options.onLoss ?? (() => undefined), () =>
    openClassicKv(join(folder, PLANS)).catch((error: unknown) => {
      throw named(error, folder)
    }),
  )
  try {
    await tryFolder(folder)
    await checkLayout(folder, store)
    await syncFolder(folder)
    const house = await openHouse(folder, store, options.secret ?? newSecret())
    return assemble(store, house, await holdFolder(folder))
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The error with the folder that the operator named, not the one inside it. */
const named = (error: unknown, folder: string): unknown =>
  error instanceof SvodError && 'folder' in error.details
    ? new SvodError(error.code, { folder }, { cause: error.cause })
    : error

type House = Awaited<ReturnType<typeof openHouse>>

const assemble = (store: KvStore, { catalogue, directory }: House, proof: StoreProof): Storage => {
  const plans = new EmbeddedPlans(store)
  let isOpen = true
  return {
    createPlan: (id, epoch, checkpoint) => plans.createPlan(id, epoch, checkpoint),
    tracePlans: () => plans.tracePlans(),
    loadPlan: (id) => plans.loadPlan(id),
    append: (id, expectedSeq, records) => plans.append(id, expectedSeq, records),
    saveCheckpoint: (id, checkpoint) => plans.saveCheckpoint(id, checkpoint),
    renewPlan: (id, renewal) => plans.renewPlan(id, renewal),
    listPastEpochs: (id) => plans.listPastEpochs(id),
    loadPastEpoch: (id, epoch) => plans.loadPastEpoch(id, epoch),
    addPastEpoch: (id, past, kept) => plans.addPastEpoch(id, past, kept),
    purgePlan: (id) => plans.purgePlan(id),
    addVersion: (id, version) => plans.addVersion(id, version),
    listVersions: (id) => plans.listVersions(id),
    loadVersion: (id, number) => plans.loadVersion(id, number),
    addApproval: (id, record, line) => plans.addApproval(id, record, line),
    listApprovals: (id) => plans.listApprovals(id),
    addFrozen: (id, file) => plans.addFrozen(id, file),
    listFrozen: (id) => plans.listFrozen(id),
    loadFrozen: (id, number) => plans.loadFrozen(id, number),
    readHistory: (id) => plans.readHistory(id),
    listPast: (id) => plans.listPast(id),
    readPast: (id, from, to) => plans.readPast(id, from, to),
    joinPast: (id, from, seq, joined) => plans.joinPast(id, from, seq, joined),
    addPast: (id, stretch) => plans.addPast(id, stretch),
    appendAudit: (record) => plans.appendAudit(record),
    readAudit: (limit, before) => plans.readAudit(limit, before),
    catalogue,
    directory,
    inboxes: plans.inboxes,
    proof,
    check: () => (isOpen ? store.check() : Promise.reject(new SvodError('shutting-down'))),
    close: async () => {
      isOpen = false
      await catalogue.close()
      await directory.close()
      await plans.close()
    },
  }
}
