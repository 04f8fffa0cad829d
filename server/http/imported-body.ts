/**
 * The answer to an import: the plan's sections go out as the bytes in which its thread wrote them, so that neither their
 * objects nor their text ever come to be beside the rooms. Owns putting the JSON together.
 */
import type { Imported } from '../commands/import-plan.ts'
import type { Ctx } from './context.ts'

/** `{"id":…,"plan":{…,"sections":[…]},"warnings":…,…}` in pieces. */
const piecesOf = ({ id, plan, sections, ...rest }: Imported): Uint8Array<ArrayBuffer>[] => {
  const [head, tail] = [JSON.stringify({ id, plan }), JSON.stringify(rest)]
  const encoder = new TextEncoder()
  return [
    encoder.encode(`${head.slice(0, -2)},"sections":`),
    ...sections,
    encoder.encode(`},${tail.slice(1)}`),
  ]
}

const streamOf = (pieces: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array> =>
  new ReadableStream(
    {
      pull: (controller) => {
        const piece = pieces.shift()
        if (piece) controller.enqueue(piece)
        else controller.close()
      },
    },
    { highWaterMark: 1 },
  )

export const answerImported = (c: Ctx, imported: Imported, status: 200 | 201): Response => {
  const pieces = piecesOf(imported)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  c.header('Content-Type', 'application/json')
  c.header('Content-Length', String(length))
  return c.body(streamOf(pieces), status)
}
