/** Writes a plan of a stopped server anew, as the server does when the plan has grown and nobody needs it. */
import { Renewals } from '../../server/rooms/renewals.ts'
import { createEpochThreads } from '../../server/epochs/threads.ts'
import { runTask } from '../../server/epochs/tasks.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'

/** The name of the new epoch. */
export const renewStored = async (folder: string, planId: string, now = Date.now): Promise<string> => {
  const storage = await openEmbeddedStorage({ folder })
  try {
    const renewal = await new Renewals({ storage, threads: createEpochThreads(runTask), now }).make(planId)
    if (renewal === null) throw new Error('the plan was not at rest')
    await storage.renewPlan(planId, renewal)
    return renewal.past.next
  } finally {
    await storage.close()
  }
}
