/**
 * The embedded adapter: plans in LevelDB (`<folder>/plans`), the catalogue and the people in
 * JSON files (`<folder>/catalogue.json`, `people.json`).
 * Owns the data folder: its making, its checks at start, and the order in which the two are opened and closed.
 */
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Low } from 'lowdb'
import { SvodError } from '../../shared/errors.ts'
import { type CatalogueData, catalogueSchema, newCatalogue, newSecret } from './catalogue-data.ts'
import { openClassicKv } from './classic-kv.ts'
import { type DirectoryData, directorySchema, newDirectory } from './directory-data.ts'
import { durableJsonFile, syncFolder } from './durable-json-file.ts'
import { EmbeddedPlans } from './embedded-plans.ts'
import { endSwap } from './folder-swap.ts'
import type { KvStore } from './kv.ts'
import { LiveCatalogue } from './live-catalogue.ts'
import { LiveDirectory } from './live-directory.ts'
import { anyPlanRange, FORMAT_KEY } from './plan-keys.ts'
import { broken, reading, seal, unseal } from './sealed-value.ts'
import type { Storage } from './storage.ts'

const LAYOUT_VERSION = 1

export interface EmbeddedOptions {
  /** Made where it does not exist. */
  folder: string
  /** Signs what a new store signs (hex); random where left out. What a backup restores has the one it had. */
  secret?: string
}

/** Makes the folder, unless one stands ready for its place, and everything above it, so that the new names survive a power loss. */
const makeFolder = async (folder: string): Promise<void> => {
  try {
    await endSwap(folder)
    const first = await mkdir(folder, { recursive: true })
    if (first === undefined) return
    for (let made = folder; made.length >= first.length; made = dirname(made)) {
      await syncFolder(dirname(made))
    }
  } catch (error) {
    throw new SvodError('data-folder-unwritable', { folder }, { cause: error })
  }
}

const checkLayout = async (store: KvStore): Promise<void> => {
  const stored = await store.get(FORMAT_KEY)
  if (!stored)
    return store.write([{ type: 'put', key: FORMAT_KEY, value: seal(Uint8Array.of(LAYOUT_VERSION)) }])
  const [version] = reading('the plan store', () => unseal(stored))
  if (version !== LAYOUT_VERSION)
    throw broken('the plan store', new Error(`layout ${version ?? 'none'} is unknown`))
}

const openCatalogue = async (folder: string, store: KvStore, secret: string): Promise<LiveCatalogue> => {
  const path = join(folder, 'catalogue.json')
  const adapter = durableJsonFile<CatalogueData>(path, (value) => catalogueSchema.parse(value))
  const low = new Low<CatalogueData>(adapter, newCatalogue(secret))
  const stored = await adapter.read()
  if (stored) low.data = stored
  else await startCatalogue(low, path, store)
  return new LiveCatalogue(low.data, (data) => {
    low.data = data
    return low.write()
  })
}

/** A store of the first version has no such file: nobody had an account. */
const openDirectory = async (folder: string): Promise<LiveDirectory> => {
  const path = join(folder, 'people.json')
  const adapter = durableJsonFile<DirectoryData>(path, (value) => directorySchema.parse(value))
  const low = new Low<DirectoryData>(adapter, newDirectory())
  const stored = await adapter.read()
  if (stored) low.data = stored
  else await low.write()
  return new LiveDirectory(low.data, (data) => {
    low.data = data
    return low.write()
  })
}

const startCatalogue = async (low: Low<CatalogueData>, path: string, store: KvStore): Promise<void> => {
  const plans = await store.keys({ ...anyPlanRange(), limit: 1 })
  // A new catalogue would make the plans that are there invisible.
  if (plans.length > 0) throw broken(path, new Error('the file is missing although plans are stored'))
  await low.write()
}

/**
 * Opens, or makes, the store in `folder`, for this process alone.
 * Errors: `data-folder-in-use`, `data-folder-unwritable`, `data-broken`, `storage-failed`.
 */
export const openEmbeddedStorage = async (options: EmbeddedOptions): Promise<Storage> => {
  const folder = resolve(options.folder)
  await makeFolder(folder)
  // LevelDB's lock guards the catalogue too, so it is opened first and closed last.
  const store = await openClassicKv(join(folder, 'plans')).catch((error: unknown) => {
    throw named(error, folder)
  })
  try {
    await checkLayout(store)
    await syncFolder(folder)
    const catalogue = await openCatalogue(folder, store, options.secret ?? newSecret())
    return assemble(store, catalogue, await openDirectory(folder))
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

const assemble = (store: KvStore, catalogue: LiveCatalogue, directory: LiveDirectory): Storage => {
  const plans = new EmbeddedPlans(store)
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
    addApproval: (id, record) => plans.addApproval(id, record),
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
    close: async () => {
      await catalogue.close()
      await directory.close()
      await plans.close()
    },
  }
}
