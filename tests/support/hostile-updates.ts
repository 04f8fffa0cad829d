/** Random malformed and forged updates around a real document: what a broken or hostile client may send. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Dice } from './random.ts'
import {
  type Id,
  type RawDeletions,
  type RawItem,
  type StructWriter,
  any,
  binary,
  deleted,
  embed,
  format,
  gc,
  item,
  json,
  rawAny,
  rawUpdate,
  skip,
  subdocument,
  text,
  type,
} from './raw-update.ts'

const NAMES = ['rows', 'sections', 'cols', 'meta', 'srv', 'threads', '__proto__', '']
const SUBS = [
  'pos',
  'number',
  'state',
  'del',
  'ord',
  'title',
  'dept',
  'hidden',
  'c:title',
  'c:period',
  'c:x',
  'v',
  'epoch',
  'year',
  'intro',
  'locked',
  'constructor',
  'marker',
  'start',
  'r1',
  'r2',
  'fresh1',
]
const VALUES: readonly unknown[] = [
  null,
  true,
  'planned',
  'a5',
  2022,
  Number.NaN,
  -1,
  'x'.repeat(300),
  ['r0', null, 'a5'],
  ['r0', 'r1', 'a1V'],
  [['x']],
  { mode: 'auto', text: '' },
  { by: 'eve', at: 5 },
  { by: 'eve', at: Infinity },
  'disc',
  'dash',
  3,
  { a: { b: { c: { d: { e: 1 } } } } },
  undefined,
  [],
]

/** Ids that mean something: in the document, at its edges, just beyond, elsewhere. */
const someId = (doc: Y.Doc, random: Dice, own: Id): Id => {
  const clients = [...doc.store.clients]
  const [client, structs] = random.pick(clients) ?? [own[0], []]
  const roll = random.next()
  if (roll < 0.75) {
    const struct = random.pick(structs)
    return [client, (struct?.id.clock ?? 0) + (random.chance(0.3) ? random.int(struct?.length ?? 1) : 0)]
  }
  if (roll < 0.85) return [own[0], Math.max(0, own[1] - 1 - random.int(4))]
  if (roll < 0.9) return [own[0], own[1] + random.int(3)]
  return [random.chance(0.5) ? client : random.int(100), Y.getState(doc.store, client) + random.int(2)]
}

const someContent = (random: Dice): RawItem['content'] => {
  const make: (() => RawItem['content'])[] = [
    () => text(random.pick(['a', 'свод', '😀', '', '\ud83d'.repeat(1)]) ?? 'a'),
    () => text('x'.repeat(1 + random.int(5))),
    () => any(random.pick(VALUES)),
    () => any(random.pick(VALUES)),
    () => any(random.pick(VALUES), random.pick(VALUES)),
    () => any(),
    () => deleted(1 + random.int(3)),
    () => deleted(random.pick([0, 2 ** 40]) ?? 0),
    () => type(1),
    () => type(4),
    () => type(6),
    () => type(3, random.pick(['paragraph', 'bulletList', 'listItem', 'script', 'hardBreak'])),
    () => type(random.pick([0, 2, 5, 9]) ?? 0, 'x'),
    () =>
      format(
        random.pick(['bold', 'link', 'link--abcd1234', 'onclick']) ?? 'bold',
        random.pick([null, {}, true, { href: 'https://a.b' }, { href: 'javascript:1' }]),
      ),
    () => json('null'),
    () => binary(new Uint8Array(3)),
    () => embed('{}'),
    () => subdocument('g'),
    () => rawAny((encoder) => encoding.writeUint8(encoder, random.int(256))),
  ]
  return random.pick(make)!()
}

const someItem = (doc: Y.Doc, random: Dice, own: Id): RawItem => {
  const content = someContent(random)
  const sub = random.chance(0.5) ? random.pick(SUBS) : undefined
  const roll = random.next()
  if (roll < 0.45) {
    const origin = someId(doc, random, own)
    return { origin, ...(random.chance(0.5) ? { right: someId(doc, random, own) } : {}), content }
  }
  if (roll < 0.55) return { right: someId(doc, random, own), content }
  const parent = random.chance(0.4) ? (random.pick(NAMES) ?? 'rows') : someId(doc, random, own)
  return { parent, content, ...(sub === undefined ? {} : { sub }) }
}

/** Right beside a known struct and of a kind that fits there: what comes closest to being accepted. */
const plausibleItem = (doc: Y.Doc, random: Dice, own: Id): RawItem => {
  const structs = random.pick([...doc.store.clients.values()]) ?? []
  const struct = random.pick(structs)
  if (!(struct instanceof Y.Item)) return someItem(doc, random, own)
  const origin: Id = [struct.id.client, struct.id.clock + struct.length - 1]
  if (struct.content instanceof Y.ContentString) {
    const right =
      struct.right && random.chance(0.5)
        ? { right: [struct.right.id.client, struct.right.id.clock] as Id }
        : {}
    return { origin, ...right, content: random.chance(0.7) ? text('слово') : format('bold', {}) }
  }
  if (struct.content instanceof Y.ContentAny)
    return { origin, content: any(random.pick([struct.content.arr[0], random.pick(VALUES)])) }
  if (!(struct.content instanceof Y.ContentType)) return { origin, content: someContent(random) }
  const parent: Id = [struct.id.client, struct.id.clock]
  const sub = random.pick(SUBS) ?? 'pos'
  if (struct.content.type instanceof Y.Map)
    return { parent, sub, content: random.chance(0.8) ? any(random.pick(VALUES)) : type(4) }
  if (struct.content.type instanceof Y.XmlText) return { parent, content: text('слово') }
  return { parent, content: type(3, random.pick(['paragraph', 'bulletList', 'hardBreak'])) }
}

const someDeletions = (doc: Y.Doc, random: Dice): RawDeletions => {
  if (random.chance(0.6)) return []
  const [client, structs] = random.pick([...doc.store.clients]) ?? [1, []]
  const ranges: number[] = []
  for (let left = 1 + random.int(2), at = 0; left > 0; left--) {
    const struct = random.pick(structs)
    const clock = random.chance(0.9) ? (struct?.id.clock ?? 0) : at
    at = clock + 1
    ranges.push(clock, random.chance(0.9) ? 1 + random.int(struct?.length ?? 1) : random.int(1000))
  }
  return [[client, ranges]]
}

/** The same bytes with one number, if it is one, spelled longer than it need be: with a zero or two, or with hundreds. */
const respell = (update: Uint8Array, random: Dice): Uint8Array => {
  const at = random.int(Math.max(1, update.length))
  const byte = update[at] ?? 128
  if (byte > 127) return update
  const zeros = new Uint8Array(random.pick([1, 2, 7, 20, 150, 400]) ?? 1).fill(0x80)
  zeros[zeros.length - 1] = 0
  return Uint8Array.from([...update.subarray(0, at), byte | 0x80, ...zeros, ...update.subarray(at + 1)])
}

/** A forged update: one or two clients, some structs, some deletions. */
export const forge = (doc: Y.Doc, random: Dice): Uint8Array => {
  const clients = [...doc.store.clients.keys()]
  const sections = Array.from({ length: random.chance(0.8) ? 1 : 2 }, () => {
    const client = random.chance(0.5) ? (random.pick(clients) ?? 5) : 1000 + random.int(5)
    const state = Y.getState(doc.store, client)
    const clock = random.chance(0.9) ? state : Math.max(0, state + random.int(5) - 3)
    const structs: StructWriter[] = []
    for (let left = 1 + random.int(3), at = clock; left > 0; left--, at++) {
      if (random.chance(0.05)) structs.push(gc(1 + random.int(3)))
      else if (random.chance(0.02)) structs.push(skip(1))
      else structs.push(item((random.chance(0.6) ? plausibleItem : someItem)(doc, random, [client, at])))
    }
    return { client, clock, structs }
  })
  const update = rawUpdate(random.chance(0.1) ? [] : sections, someDeletions(doc, random))
  return random.chance(0.1) ? respell(update, random) : update
}

/** A real update with something broken in it. */
export const mutate = (update: Uint8Array, random: Dice): Uint8Array => {
  if (random.chance(0.1)) return respell(update, random)
  const bytes = update.slice()
  const at = () => random.int(Math.max(1, bytes.length))
  const roll = random.next()
  if (roll < 0.15) return bytes.subarray(0, at())
  if (roll < 0.25)
    return Uint8Array.from([...bytes.subarray(0, at()), random.int(256), ...bytes.subarray(at())])
  for (let left = 1 + random.int(3); left > 0; left--) {
    if (roll < 0.6) bytes[at()]! ^= 1 << random.int(8)
    else if (roll < 0.8) bytes[at()] = random.int(256)
    else bytes.copyWithin(at(), at(), at())
  }
  return bytes
}

/** Nothing but noise. */
export const noise = (random: Dice): Uint8Array =>
  Uint8Array.from({ length: random.int(60) }, () => random.int(random.chance(0.5) ? 256 : 8))
