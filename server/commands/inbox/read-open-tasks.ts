/** What is open in a plan that nobody has asked for (SPEC MK2). Owns that no room is loaded and no document built for it here. */
import type { OpenTasks, Week } from '../../past/open-tasks.ts'
import { openTasksIn } from '../../past/past-work.ts'
import type { Deps } from '../deps.ts'
import { draftSource } from '../read-plan.ts'

/** @throws SvodError `not-found`, `past-timeout`, `too-many-requests` */
export const readOpenTasks = async (
  deps: Pick<Deps, 'storage' | 'rooms'>,
  planId: string,
  week: Week,
): Promise<OpenTasks> => openTasksIn({ kind: 'open', ...week, ...(await draftSource(deps, planId)) })
