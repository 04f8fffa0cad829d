/** Carets as they may stand in somebody's presence: some that can be looked up in a document, some that cannot. */

const TYPE = { client: 7, clock: 0 }
const TRUE_END = { type: TYPE, item: { client: 7, clock: 3 }, assoc: 0 }

const FALSE_ENDS: readonly unknown[] = [
  null,
  5,
  'x',
  [],
  {},
  { type: null, tname: null, item: null, assoc: 0 },
  { tname: 'a root of its own' },
  { ...TRUE_END, tname: 'a root of its own' },
  { type: 'x' },
  { item: 1 },
  { item: {} },
  { item: { client: -1, clock: 0 } },
  { item: { client: 1, clock: -1 } },
  { item: { client: 1, clock: 0.5 } },
  { item: { client: 2 ** 60, clock: 0 } },
  { item: { client: '1', clock: 0 } },
  { item: { client: 1, clock: null } },
  { type: { client: 1 }, item: { client: 1, clock: 0 } },
  { ...TRUE_END, assoc: 'x' },
]

/** None of them is a pair of relative positions. */
export const FALSE_CARETS: readonly unknown[] = [
  'x',
  5,
  [],
  {},
  { anchor: TRUE_END },
  { head: TRUE_END },
  ...FALSE_ENDS.flatMap((end) => [
    { anchor: end, head: TRUE_END },
    { anchor: TRUE_END, head: end },
  ]),
]

/** Pairs of relative positions, of whatever document. */
export const TRUE_CARETS: readonly unknown[] = [
  { anchor: TRUE_END, head: TRUE_END },
  { anchor: { type: TYPE, tname: null, item: null, assoc: -1 }, head: { item: TYPE } },
]
