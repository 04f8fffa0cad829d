/** Who wrote the words of a cell, letter by letter: the document says under which client ids, the past whose they were. */
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { cellKey, rowsOf } from '../../../shared/plan/schema.ts'
import { type WrittenLine, readWritten } from '../../../shared/plan/written.ts'
import { AuthorSearch, type AuthoredText, cutterOf, runsOf } from '../../past/authors.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import { type HistoryDeps, allEntries, nameIn } from './history.ts'
import { type Past, pastOf, runsBackwards } from './past.ts'

/** `start`: it was there when the plan was made or read from a file; `unknown`: from before there was a record. */
export type TextSource = 'written' | 'start' | 'unknown'

export interface ShownPiece {
  text: string
  source: TextSource
  /** '' where nobody is known. */
  by: string
  name: string
  /** ISO 8601; for `start` when the plan was made; null where it is not known. */
  at: string | null
}

export interface ShownLine {
  depth: number
  pieces: ShownPiece[]
}

const isSame = (a: ShownPiece, b: ShownPiece): boolean =>
  a.by === b.by && a.source === b.source && a.at?.slice(0, 10) === b.at?.slice(0, 10)

/** Pieces of one author and day are one; the time is that of the latest. */
const joined = (pieces: readonly ShownPiece[]): ShownPiece[] => {
  const all: ShownPiece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (!last || !isSame(last, piece)) all.push({ ...piece })
    else {
      last.text += piece.text
      if ((piece.at ?? '') > (last.at ?? '')) last.at = piece.at
    }
  }
  return all
}

const spansOf = (lines: readonly WrittenLine[]) =>
  lines.flatMap(({ pieces }) =>
    pieces.map(({ client, clock, text }) => ({ client, from: clock, to: clock + text.length })),
  )

/**
 * Whether the record goes back to the first change of this very document: whatever is not in it was there before. A
 * document that was written anew has its words under one id, whoever they are of.
 */
const goesBackToTheStart = ({ stored, heads }: Past): boolean => {
  const [first] = heads
  if (first === undefined) return (stored.checkpoint?.seq ?? 0) === 0
  return first.from === 1 && first.epoch === stored.epoch
}

/**
 * The lines of a cell of row `item`; `column`: `title`, `period` or a column's key.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`
 */
export const readAuthors = async (
  deps: HistoryDeps,
  who: Identity,
  planId: string,
  { item, column }: { item: string; column: string },
): Promise<ShownLine[]> => {
  authoriseIn(deps, who, planId, 'history.read')
  const { createdAt } = livePlan(deps.storage.catalogue.plan(planId))
  const lines = await deps.rooms.use(planId, (room) =>
    room.readSettled((doc) => {
      const row = rowsOf(doc).get(item)
      if (!row) throw new SvodError('not-found')
      return readWritten(row.get(cellKey(column)))
    }),
  )
  const past = await pastOf(deps, planId)
  const search = new AuthorSearch(spansOf(lines))
  for await (const runs of runsBackwards(deps, planId, past, (records) => runsOf(records, search.clients))) {
    search.look(runs)
    if (search.isDone) break
  }
  const names = new Map((await allEntries(deps, planId)).map(({ by, name }) => [by, name]))
  const nameOf = (by: string) => nameIn(deps.storage, by) || (names.get(by) ?? '')
  const isWhole = goesBackToTheStart(past)
  const show = ({ text, of }: AuthoredText): ShownPiece => {
    if (of === null) {
      return { text, source: isWhole ? 'start' : 'unknown', by: '', name: '', at: isWhole ? createdAt : null }
    }
    return { text, source: 'written', by: of.by, name: nameOf(of.by), at: new Date(of.at).toISOString() }
  }
  const cut = cutterOf(search.found)
  return lines.map(({ depth, pieces }) => ({
    depth,
    pieces: joined(pieces.flatMap(cut).map(show)),
  }))
}
