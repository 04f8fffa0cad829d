/** Whose client ids are whose by what the store holds of a plan [AC17]. Pure. */
import * as Y from 'yjs'
import { ClientOwners, SERVER_OWNER, singleClient } from '../access/owners.ts'
import type { StoredPlan } from '../storage/storage.ts'

/** What the checkpoint says, and who wrote what came after it. */
export const ownersOf = ({ checkpoint, tail }: Pick<StoredPlan, 'checkpoint' | 'tail'>): ClientOwners => {
  const owners = ClientOwners.decode(checkpoint?.clients ?? null)
  for (const { update, by } of tail) {
    if (by === SERVER_OWNER) continue
    const client = singleClient(update)
    if (client !== null) owners.claim(client, by)
    // Which of several was the sender's own is not in the log: whoever goes on under one has it.
    else for (const one of Y.parseUpdateMeta(update).from.keys()) owners.leaveOpen(one, by)
  }
  return owners
}
