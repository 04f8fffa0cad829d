/**
 * The live draft becomes an edition: what everybody has been told is saved, no more and no less [VE3]. Owns how an edition
 * is made; who may ask for one is its callers' question.
 */
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import type { Identity } from '../../../shared/identity.ts'
import { hashOf, sealVersion } from '../../storage/edition-seal.ts'
import type { VersionHead, VersionRecord } from '../../storage/storage.ts'
import type { Deps } from '../deps.ts'

/** What reading and making editions needs. */
export type VersionDeps = Pick<Deps, 'storage' | 'rooms' | 'index' | 'editions' | 'now'>

export type NewVersion = Pick<VersionHead, 'name' | 'note' | 'cause' | 'about'>

/** The draft as canonical JSON, when all of it is on disk. */
export const settledDraft = (deps: Pick<Deps, 'rooms'>, planId: string): Promise<string> =>
  deps.rooms.use(planId, (room) => room.readSettled((doc) => canonicalPlan(projectPlan(doc, planId))))

/** Adds an edition of `body`. To be called in the plan's turn. */
export const addVersion = async (
  deps: Pick<Deps, 'storage' | 'now'>,
  who: Pick<Identity, 'id' | 'name'>,
  planId: string,
  fresh: NewVersion,
  body: string,
): Promise<VersionRecord> => {
  const last = (await deps.storage.listVersions(planId)).at(-1)
  const record = {
    ...fresh,
    number: (last?.number ?? 0) + 1,
    createdAt: new Date(deps.now()).toISOString(),
    author: who.id,
    authorName: who.name,
    hash: hashOf(body),
    previousHash: last?.hash ?? '',
    body,
  }
  const version = sealVersion(record, last)
  await deps.storage.addVersion(planId, version)
  return version
}

/**
 * An edition of the draft before something that changes it at large; none where the last edition says the same. To be
 * called in the plan's turn. Its content, whether it was made or not.
 */
export const keepBefore = async (
  deps: Pick<Deps, 'storage' | 'rooms' | 'now'>,
  who: Pick<Identity, 'id' | 'name'>,
  planId: string,
  fresh: Omit<NewVersion, 'name' | 'note'> & Partial<NewVersion>,
): Promise<string> => {
  const body = await settledDraft(deps, planId)
  const last = (await deps.storage.listVersions(planId)).at(-1)
  if (last?.hash !== hashOf(body)) await addVersion(deps, who, planId, { name: '', note: '', ...fresh }, body)
  return body
}
