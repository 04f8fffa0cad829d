/**
 * What an update brings that has no place, written as the garbage that it will be [AC22]. Yjs makes garbage of it, too, but
 * not before it has followed its neighbours and split them, and only where these are garbage already: a log that is
 * read in one go, or somebody who keeps deleted letters for their undo, would have it live. Owns that rewriting alone.
 */
import * as encoding from 'lib0/encoding'
import type { RawUpdate, Struct } from './wire.ts'

/** Whether the struct is an item that Yjs will make garbage of. To be asked when it is resolved. */
export const isPlaceless = ({ content, place }: Struct): boolean => content !== null && place === null

/** The update with empty structs in the stead of all that has no place: these very bytes where there is none. `raw` is resolved. */
export const withGarbage = (update: Uint8Array, raw: RawUpdate): Uint8Array => {
  const placeless = raw.blocks.flatMap(({ structs }) => structs.filter(isPlaceless))
  if (placeless.length === 0) return update
  return encoding.encode((encoder) => {
    let at = 0
    for (const { from, to, length } of placeless) {
      encoding.writeUint8Array(encoder, update.subarray(at, from))
      // A GC struct: info 0, then its length.
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, length)
      at = to
    }
    encoding.writeUint8Array(encoder, update.subarray(at))
  })
}
