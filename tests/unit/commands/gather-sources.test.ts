/** How much is read at a time to be gathered. */
import { expect, test } from 'vitest'
import { type GatherDeps, MOST_ROWS, readSources } from '../../../server/commands/gather/sources.ts'
import { planDoc, planDraft } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'

const ROWS = 2000

test('[AK21] plans with too many rows together are not gathered, and reading ends with the first that is too much', async () => {
  const doc = planDoc(planDraft(1, ROWS))
  const read: string[] = []
  const deps = {
    storage: { catalogue: { plan: (id: string) => ({ id, deletedAt: null }), departments: () => [] } },
    rooms: {
      use: (id: string, work: (room: unknown) => unknown) => {
        read.push(id)
        return Promise.resolve(work({ read: (look: (one: unknown) => unknown) => look(doc) }))
      },
    },
  } as unknown as GatherDeps
  const sources = Array.from({ length: 20 }, (_, at) => ({
    plan: `plan${at}`,
    sections: null,
    departments: null,
  }))
  const who = identityOf({ role: 'editor' })
  const reading = readSources(deps, who, { by: 'plan', sources }, { lenient: false, locale: 'ru' })
  await expect(reading).rejects.toMatchObject({ code: 'too-large' })
  expect(read).toHaveLength(MOST_ROWS / ROWS + 1)
})
