/** Attacks on stock Yjs, one by one: each is refused, quickly, and leaves the document as it was. */
import * as encoding from 'lib0/encoding'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { type Limits, TURN_LIMITS } from '../../../server/access/limits.ts'
import { metaOf } from '../../../shared/plan/schema.ts'
import { copyOf } from '../../support/drafts.ts'
import {
  type RawItem,
  type StructWriter,
  any,
  binary,
  deleted,
  embed,
  gc,
  item,
  json,
  rawAny,
  rawUpdate,
  skip,
  subdocument,
  text,
  type,
} from '../../support/raw-update.ts'
import { EVE, ROW, cell, changeOf, codeOf, idOf, lastOf, planOf, row, textOf } from './world.ts'

let doc: Y.Doc

beforeEach(() => {
  doc = planOf()
})

const send = (structs: StructWriter[], clock = 0) => rawUpdate([{ client: EVE, clock, structs }])
/** The verdict's code; whatever it is, the document must be as it was. */
const verdictOn = (update: Uint8Array, limits?: Partial<Limits>): string => {
  const before = Y.encodeStateAsUpdate(doc)
  const code = codeOf(inspect(doc, update, limits))
  const after = Y.encodeStateAsUpdate(doc)
  const isSame = before.length === after.length && before.every((byte, at) => byte === after[at])
  return isSame && doc.share.size === 4 ? code : `${code}, and the document was changed`
}

describe('resources', () => {
  it('[AC2] an array-length bomb of a few bytes reserves nothing', () => {
    const bomb = rawUpdate([{ client: EVE, clock: 0, structs: [], claimed: 33_554_431 }])
    expect(verdictOn(bomb)).toBe('malformed')
    const inValues = send([
      item({
        parent: 'meta',
        sub: 'year',
        content: rawAny((to) => {
          encoding.writeUint8(to, 117)
          encoding.writeVarUint(to, 2 ** 31)
        }),
      }),
    ])
    expect(verdictOn(inValues)).toBe('malformed')
  })

  it('[AC2] 200,000 nested arrays end at the depth limit, not the stack', () => {
    const nested = rawAny((to) => {
      for (let depth = 0; depth < 200_000; depth++) {
        encoding.writeUint8(to, 117)
        encoding.writeVarUint(to, 1)
      }
      encoding.writeUint8(to, 126)
    })
    expect(verdictOn(send([item({ parent: 'meta', sub: 'year', content: nested })]))).toBe('too-large')
  })

  it('[AC2] 20,000 items in one slot are refused before they block the process', () => {
    const parent = idOf(cell(doc))
    const structs = Array.from({ length: 20_000 }, () => item({ parent, content: type(3, 'paragraph') }))
    expect(verdictOn(send(structs))).toBe('too-costly')
  })

  it('[AC2] 3,000 items that start at one end and reach for different neighbours are refused as well', () => {
    const words = changeOf(doc, (copy) => {
      const inner = textOf(cell(copy))
      for (let at = 0; at < 3000; at++) inner.insert(0, 'x')
    })
    Y.applyUpdate(doc, words)
    const structs = Array.from({ length: 3000 }, (_, at) => item({ right: [7, at], content: text('y') }))
    expect(verdictOn(send(structs))).toBe('too-costly')
  })

  it('[AC2] splitting one long text at every letter is more than a turn’s work', () => {
    const long = changeOf(doc, (copy) => textOf(cell(copy)).insert(0, 'x'.repeat(47_000)))
    Y.applyUpdate(doc, long)
    const structs = Array.from({ length: 46_000 }, (_, at) =>
      item({ origin: [7, at], right: [7, at + 1], content: text('y') }),
    )
    expect(verdictOn(send(structs), TURN_LIMITS)).toBe('too-costly')
    expect(verdictOn(send(structs.slice(0, 500)), TURN_LIMITS)).toBe('ok')
  })

  it('[AC2] overlapping delete ranges are refused', () => {
    const ranges = Array.from({ length: 1000 }, () => [0, 50]).flat()
    expect(verdictOn(rawUpdate([], [[1, ranges]]))).toBe('malformed')
  })

  it('[AC2] an update over the limit is not even read', () => {
    expect(verdictOn(new Uint8Array(100), { bytes: 99 })).toBe('too-large')
  })

  it('[AC2] 12,000 nested maps are refused', () => {
    const structs = Array.from({ length: 12_000 }, (_, at) =>
      item({ parent: at === 0 ? 'meta' : [EVE, at - 1], sub: 'a', content: type(1) }),
    )
    expect(verdictOn(send(structs))).toBe('unknown-field')
  })

  it('[AC2] elements nested beyond the limit are refused', () => {
    const nested = Array.from({ length: 100 }, (_, at) =>
      item({
        parent: at === 0 ? idOf(cell(doc)) : [EVE, at - 1],
        content: type(3, at % 2 ? 'listItem' : 'bulletList'),
      }),
    )
    expect(verdictOn(send(nested))).toBe('too-large')
    expect(verdictOn(send(nested.slice(0, 64)))).toBe('ok')
  })

  it('[AC2] thousands of clients in one update are refused', () => {
    const sections = Array.from({ length: 1001 }, (_, at) => ({
      client: at + 100,
      clock: 0,
      structs: [gc(1)],
    }))
    expect(verdictOn(rawUpdate(sections))).toBe('too-large')
  })
})

describe('clocks', () => {
  it('[AC3] a forged GC struct under a colleague’s client id is refused where the room knows the owner', () => {
    const forged = rawUpdate([{ client: 77, clock: 0, structs: [gc(1_000_000)] }])
    expect(verdictOn(forged, { ownsClient: (client) => client === EVE })).toBe('foreign-client')
  })

  it('[AC3] a keystroke under a colleague’s client id is refused as well', () => {
    const typed = changeOf(doc, (copy) => textOf(cell(copy)).insert(3, 'x'), 77)
    expect(verdictOn(typed, { ownsClient: () => false })).toBe('foreign-client')
    expect(verdictOn(typed)).toBe('ok')
  })

  it('[AC3] lengths of 2^50 are refused, as garbage and as deleted content', () => {
    expect(verdictOn(send([gc(2 ** 50)]))).toBe('too-large')
    expect(verdictOn(send([item({ parent: 'meta', sub: 'year', content: deleted(2 ** 50) })]))).toBe(
      'too-large',
    )
  })

  it('[AC3] a gap, a skip and a struct of no length are refused', () => {
    expect(verdictOn(send([gc(1)], 3))).toBe('gap')
    expect(verdictOn(send([skip(2), gc(1)]))).toBe('gap')
    expect(verdictOn(send([gc(0)]))).toBe('malformed')
    expect(verdictOn(send([item({ parent: idOf(textOf(cell(doc))), content: text('') })]))).toBe('malformed')
  })

  it('[AC3] a refused update followed by others leaves nothing pending: the next one is a gap', () => {
    const copy = copyOf(doc)
    copy.clientID = EVE
    const updates: Uint8Array[] = []
    copy.on('update', (update: Uint8Array) => updates.push(update))
    row(copy).delete('pos')
    textOf(cell(copy)).insert(0, 'a')
    textOf(cell(copy)).insert(1, 'b')
    expect(updates.map((update) => verdictOn(update))).toEqual(['required-register', 'ok', 'gap'])
  })

  it('[AC3] forward references, to itself and to what comes later, are refused', () => {
    const value = item({ parent: 'meta', sub: 'year', content: any(2023) })
    expect(verdictOn(send([value, item({ parent: [EVE, 9], sub: 'x', content: any(1) })]))).toBe(
      'forward-reference',
    )
    expect(verdictOn(send([item({ origin: [EVE, 0], content: text('x') })]))).toBe('forward-reference')
  })

  it('[AC3] a known struct with made-up neighbours is dropped, not applied again', () => {
    const lie = rawUpdate([
      { client: 1, clock: 0, structs: [item({ origin: [1, 1e6], content: text('x') })] },
    ])
    const verdict = inspect(doc, lie)
    expect(verdict).toMatchObject({ ok: true, empty: true })
    if (verdict.ok) Y.applyUpdate(doc, verdict.update)
    expect(doc.store.pendingStructs).toBeNull()
  })

  it('[AC3] two clients that wait for one another are refused', () => {
    const update = rawUpdate([
      { client: 6, clock: 0, structs: [item({ origin: [5, 0], content: text('a') })] },
      { client: 5, clock: 0, structs: [item({ origin: [6, 0], content: text('b') })] },
    ])
    expect(verdictOn(update)).toBe('missing')
  })

  it('[AC3] deletions of what nobody has are refused', () => {
    expect(verdictOn(rawUpdate([], [[99, [0, 1]]]))).toBe('missing')
    expect(verdictOn(rawUpdate([], [[1, [Y.getState(doc.store, 1), 1]]]))).toBe('missing')
  })

  it('[AC3] the same client twice, which the two decoders of Yjs read differently, is refused', () => {
    const section = (value: number) => ({
      client: EVE,
      clock: 0,
      structs: [item({ parent: 'meta', sub: 'year', content: any(value) })],
    })
    expect(verdictOn(rawUpdate([section(2023), section(2024)]))).toBe('client-twice')
    expect(
      verdictOn(
        rawUpdate(
          [],
          [
            [1, [0, 1]],
            [1, [3, 1]],
          ],
        ),
      ),
    ).toBe('client-twice')
  })

  it('[AC3] a known struct that is declared longer, elsewhere, goes where it really stands', () => {
    const mine = changeOf(doc, (copy) => row(copy).set('state', 'done'), EVE)
    Y.applyUpdate(doc, mine)
    const forged = send([item({ parent: 'meta', sub: 'year', content: any(2023, 2024) })])
    expect(inspect(doc, forged)).toMatchObject({ ok: false, code: 'bad-value' })
  })
})

describe('numbers', () => {
  const state = () => Y.getState(doc.store, 1)
  const word = (more: Partial<RawItem>) => send([item({ content: text('x'), ...more })])
  /** Spelled with so many zeros that Yjs, too, reads what is no number. */
  const NONE = Number.NaN

  it('[AC21] what is no number is none: as length, clock or client of a deletion', () => {
    expect(verdictOn(rawUpdate([], [[1, [state(), NONE]]]))).toBe('malformed')
    expect(verdictOn(rawUpdate([], [[1, [NONE, 1]]]))).toBe('malformed')
    expect(verdictOn(rawUpdate([], [[NONE, [0, 1]]]))).toBe('malformed')
  })

  it('[AC21] nor as client, clock or length of a struct, or of what it refers to', () => {
    const [client, clock] = idOf(textOf(cell(doc)))
    expect(verdictOn(rawUpdate([{ client: NONE, clock: 0, structs: [gc(1)] }]))).toBe('malformed')
    expect(verdictOn(send([gc(1)], NONE))).toBe('malformed')
    expect(verdictOn(send([gc(NONE)]))).toBe('malformed')
    expect(verdictOn(word({ origin: [client, NONE] }))).toBe('malformed')
    expect(verdictOn(word({ right: [NONE, clock] }))).toBe('malformed')
    expect(verdictOn(word({ parent: [client, NONE] }))).toBe('malformed')
  })

  it('[AC21] a value of hundreds of zeros is none, one spelled with a zero too many is what it says', () => {
    const zeros = (count: number) =>
      rawAny((to) => {
        encoding.writeUint8(to, 125)
        for (let left = count; left > 0; left--) encoding.writeUint8(to, 0x80)
        encoding.writeUint8(to, 0)
      })
    const year = (content: RawItem['content']) =>
      verdictOn(send([item({ origin: lastOf(metaOf(doc), 'year'), content })]))
    expect([year(zeros(160)), year(zeros(9))]).toEqual(['malformed', 'malformed'])
    const long = changeOf(doc, (copy) => textOf(cell(copy)).insert(0, 'x'))
    expect(verdictOn(Uint8Array.from([0x81, 0x80, 0, ...long.subarray(1)]))).toBe('ok')
  })
})

describe('content', () => {
  it('[AC4] unknown roots are refused, one or 60,000 of them', () => {
    const structs = Array.from({ length: 60_000 }, (_, at) =>
      item({ parent: `r${at}`, sub: 'a', content: any(1) }),
    )
    expect(verdictOn(send(structs))).toBe('unknown-root')
    expect(verdictOn(send([item({ parent: '__proto__', sub: 'a', content: any(1) })]))).toBe('unknown-root')
  })

  it('[AC4] a record with __proto__ is refused', () => {
    const value = rawAny((to) => {
      encoding.writeUint8(to, 118)
      encoding.writeVarUint(to, 1)
      encoding.writeVarString(to, '__proto__')
      encoding.writeAny(to, { role: 'chief' })
    })
    expect(verdictOn(send([item({ origin: lastOf(row(doc), 'number'), content: value })]))).toBe('bad-value')
  })

  it('[AC4] null inside a fragment, which would break every client, is refused', () => {
    expect(verdictOn(send([item({ parent: idOf(cell(doc)), content: any(null) })]))).toBe('bad-shape')
  })

  it('[AC4] sub-documents, binary, embeds and JSON arrays are refused wherever they stand', () => {
    const parent = idOf(textOf(cell(doc)))
    for (const content of [
      subdocument('x'),
      binary(new Uint8Array(2)),
      embed('{}'),
      json('1'),
      type(0),
      type(2),
      type(5, 'x'),
    ]) {
      expect(verdictOn(send([item({ parent, content })]))).toBe('content-kind')
      expect(verdictOn(send([item({ parent: 'rows', sub: 'x', content })]))).toBe('content-kind')
    }
  })

  it('[AC4] list content in maps is refused', () => {
    expect(verdictOn(send([item({ parent: 'rows', content: type(1) })]))).toBe('bad-shape')
    expect(verdictOn(send([item({ parent: idOf(row(doc)), content: any(1) })]))).toBe('bad-shape')
  })

  it('[AC4] neighbours from different places are refused', () => {
    const left = lastOf(row(doc), 'state')
    expect(verdictOn(send([item({ origin: left, right: [1, 0], content: any('done') })]))).toBe('cross-link')
  })

  it('[AC4] a value with a right neighbour, which no map writes, is refused', () => {
    const right = lastOf(row(doc), 'state')
    expect(verdictOn(send([item({ right, content: any('done') })]))).toBe('cross-link')
  })

  it('[AC3] neighbours that cannot have stood side by side are refused', () => {
    const inner = textOf(cell(doc))
    const [client, clock] = [inner._start!.id.client, inner._start!.id.clock]
    const between = (from: number, to: number) =>
      send([item({ origin: [client, clock + from], right: [client, clock + to], content: text('x') })])
    expect(verdictOn(between(2, 3))).toBe('ok')
    expect(verdictOn(between(2, 4))).toBe('cross-link')
    expect(verdictOn(between(3, 2))).toBe('cross-link')
    expect(verdictOn(send([item({ right: [client, clock + 1], content: text('x') })]))).toBe('cross-link')
  })

  it('[AC4] truncated, extended and broken updates are refused', () => {
    const good = changeOf(doc, (copy) => row(copy).set('state', 'done'))
    for (let end = 0; end < good.length; end++) expect(verdictOn(good.subarray(0, end))).toBe('malformed')
    expect(verdictOn(Uint8Array.from([...good, 0]))).toBe('malformed')
    const broken = item({
      parent: idOf(textOf(cell(doc))),
      content: { ref: 4, write: (to) => encoding.writeVarUint8Array(to, Uint8Array.of(0xff, 0xfe)) },
    })
    expect(verdictOn(send([broken]))).toBe('malformed')
  })

  it('[AC3] a frame is read within its own bytes, not beyond them in the buffer it came in', () => {
    const good = changeOf(doc, (copy) => textOf(cell(copy)).insert(1, 'слово'))
    const buffer = new Uint8Array(good.length + 20)
    buffer.set(good, 5)
    expect(verdictOn(buffer.subarray(5, 5 + good.length - 3))).toBe('malformed')
    expect(verdictOn(buffer.subarray(5, 5 + good.length))).toBe('ok')
  })

  it(`[AC4] the plan is whole after all that: ${ROW} still stands`, () => {
    expect(row(doc).get('state')).toBe('planned')
  })
})
