/** Everything that the store holds, for the operator alone (PROTOCOL.md "Backup"). Owns the stream. */
import { Hono } from 'hono'
import { SvodError } from '../../../shared/errors.ts'
import { ADMIN } from '../../auth/identity.ts'
import { linesOf } from '../../commands/backup/backup-lines.ts'
import { takeBackup } from '../../commands/backup/take-backup.ts'
import type { Deps } from '../../commands/deps.ts'
import { type Env, whoOf } from '../context.ts'

/** Lines as bytes, each made when the reader has taken the one before; one that cannot be made breaks the answer off. */
const bodyOf = (lines: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      pull: async (controller) => {
        const next = await lines.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      },
      cancel: async () => {
        await lines.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}

export const backupRoutes = ({ deps }: { deps: Deps }) =>
  new Hono<Env>().get('/', async (c) => {
    const who = whoOf(c)
    // It holds what no role of the house may see: the digests of passwords, and the secret that signs.
    if (who.id !== ADMIN.id) throw new SvodError('forbidden')
    await deps.readings.note(who, 'backup.create', null)
    return c.body(bodyOf(linesOf(takeBackup(deps))), 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="svod-backup.svod"',
    })
  })
