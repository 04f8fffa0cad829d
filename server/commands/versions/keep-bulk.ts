/** The draft before somebody changes it at large is kept as an edition (SPEC SG12). Owns when one is worth keeping. */
import type { Identity } from '../../../shared/identity.ts'
import { hashOf } from '../../storage/edition-seal.ts'
import type { Deps } from '../deps.ts'
import { addVersion } from './take-version.ts'

/** Several large changes in a row, as of somebody who comes back after weeks, are one. */
const REST_MS = 10 * 60_000

/** `before` is the canonical JSON of the draft as it was. None where the last edition says the same, or was made so just now. */
export const keepBulk = (
  deps: Pick<Deps, 'storage' | 'editions' | 'now'>,
  who: Pick<Identity, 'id' | 'name'>,
  planId: string,
  before: string,
): Promise<void> =>
  deps.editions.run(planId, async () => {
    const last = (await deps.storage.listVersions(planId)).at(-1)
    const isFresh = last?.cause === 'bulk' && Math.abs(deps.now() - Date.parse(last.createdAt)) < REST_MS
    if (isFresh || last?.hash === hashOf(before)) return
    await addVersion(deps, who, planId, { name: '', note: '', cause: 'bulk', about: null }, before)
  })
