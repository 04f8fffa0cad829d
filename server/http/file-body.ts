/**
 * Bytes as the body of an answer that goes out as fast as its reader takes it: a slow one holds a slice of it in the
 * connection, not the whole. Owns the slicing alone.
 */

const SLICE_BYTES = 64 * 1024

export const fileBody = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
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
