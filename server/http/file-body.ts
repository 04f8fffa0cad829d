/**
 * Bytes, of memory or of the disk, as the body of an answer that goes out as fast as its reader takes it: a slow one holds a slice of it in the
 * connection, not the whole. Owns the slicing alone.
 */

import type { OutgoingFile, SpooledBytes } from '../plan-source.ts'

const SLICE_BYTES = 64 * 1024

const spooledBody = (file: SpooledBytes): ReadableStream<Uint8Array> => {
  let sent = 0
  return new ReadableStream(
    {
      pull: async (controller) => {
        const slice = await file.slice(sent, SLICE_BYTES)
        controller.enqueue(slice)
        sent += slice.length
        if (sent < file.length) return
        controller.close()
        await file.close()
      },
      // The reader has gone.
      cancel: () => file.close(),
    },
    { highWaterMark: 1 },
  )
}

export const fileBody = (bytes: OutgoingFile['content']): ReadableStream<Uint8Array> => {
  if (!(bytes instanceof Uint8Array)) return spooledBody(bytes)
  let sent = 0
  return new ReadableStream(
    {
      pull: (controller) => {
        controller.enqueue(bytes.subarray(sent, sent + SLICE_BYTES))
        sent += SLICE_BYTES
        if (sent >= bytes.length) controller.close()
      },
    },
    { highWaterMark: 1 },
  )
}
