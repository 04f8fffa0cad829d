/** Rights in the document, case by case: sections, moves, cycles, the lock, and what a forger might try. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { allowed } from '../../../server/access/rights.ts'
import type { Identity } from '../../../shared/identity.ts'
import { NOBODYS } from '../../../shared/permissions.ts'
import { readPlaces, readSections } from '../../../shared/plan/read.ts'
import { rowsOf, sectionsOf } from '../../../shared/plan/schema.ts'
import { Standings } from '../../../shared/plan/standing.ts'
import { buildTree } from '../../../shared/plan/tree.ts'
import { copyOf } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { dice } from '../../support/random.ts'
import { any, item, rawUpdate } from '../../support/raw-update.ts'
import { CAST, SECTIONS, rowIn, stage } from '../../support/rights-world.ts'
import { EVE, changeOf, idOf, lastOf } from './world.ts'

let doc: Y.Doc
beforeEach(() => {
  doc = stage(new Y.Doc())
})

const EDITOR = identityOf({ role: 'editor', departments: ['method'] })
const CHIEF = CAST[0]!

/** What becomes of an update by somebody: 'ok' or a code. */
const verdictOn = (update: Uint8Array, who: Identity = EDITOR): string => {
  const verdict = inspect(doc, update)
  return verdict.ok ? (allowed(verdict.touched, who, doc) ?? 'ok') : verdict.code
}
const judge = (change: (copy: Y.Doc) => void, who: Identity = EDITOR) => verdictOn(changeOf(doc, change), who)

const fields = (copy: Y.Doc, id: string) => rowsOf(copy).get(id)!
const move =
  (id: string, section: string, parent: string | null = null) =>
  (copy: Y.Doc) =>
    void fields(copy, id).set('pos', [section, parent, 'a5'])
const born =
  (id: string, section: string, parent: string | null = null) =>
  (copy: Y.Doc) => {
    const made = new Y.Map<unknown>()
    made.set('pos', [section, parent, 'a5'])
    made.set('number', { mode: 'auto', text: '' })
    made.set('c:title', new Y.XmlFragment())
    rowsOf(copy).set(id, made)
  }

describe('where a row stands', () => {
  it('[AC14] is read exactly as the tree is read, whatever a merge left', () => {
    const random = dice(7)
    for (let round = 0; round < 200; round++) {
      const tangle = new Y.Doc()
      for (const id of ['s1', 's2', 's3'].slice(0, 1 + random.int(3))) {
        const section = new Y.Map<unknown>()
        section.set('ord', 'a1')
        section.set('dept', random.pick([null, 'method', 'events', '']))
        if (random.chance(0.3)) section.set('del', { by: 'x', at: 1 })
        sectionsOf(tangle).set(id, section)
      }
      const ids = Array.from({ length: 1 + random.int(9) }, (_, index) => `r${index}`)
      for (const id of ids) {
        const row = new Y.Map<unknown>()
        const parent = random.chance(0.75) ? (random.pick([...ids, 'ghost']) ?? null) : null
        if (random.chance(0.95)) row.set('pos', [random.pick(['s1', 's2', 's3', 'never']), parent, 'a1'])
        rowsOf(tangle).set(id, row)
      }
      const sections = readSections(tangle)
      const { sections: placed, hidden } = buildTree(readPlaces(tangle), sections)
      const all = [...placed.flatMap(({ rows }) => rows), ...hidden]
      const standings = new Standings(tangle)
      for (const { row, section } of all) {
        const known = sections.find((one) => one.id === section)
        expect(standings.departmentOf(row.id)).toBe(known === undefined ? NOBODYS : known.department)
      }
      expect(all).toHaveLength(ids.length)
    }
  })

  it('[AC14] a chain of 20,000 rows is walked once', () => {
    const parents = Array.from({ length: 20_000 }, (_, index) => `r${index}`)
    const moves = new Map(
      parents.map((id, at) => [id, [SECTIONS.own, parents[at - 1] ?? null, 'a1'] as const]),
    )
    const standings = new Standings(doc, moves)
    let steps = 0
    const has = standings.has.bind(standings)
    standings.has = (row) => (steps++, has(row))
    for (const id of parents) expect(standings.sectionOf(id)).toBe(SECTIONS.own)
    expect(steps).toBeLessThan(50_000)
  })
})

describe('rows of others', () => {
  it('[AC14] a child belongs to the section of its top ancestor, not to the one in its own register', () => {
    expect(judge((copy) => fields(copy, rowIn('own', 'below')).set('state', 'done'))).toBe('ok')
    doc.transact(() =>
      fields(doc, rowIn('foreign', 'below')).set('pos', [SECTIONS.own, rowIn('foreign'), 'a1']),
    )
    expect(judge((copy) => fields(copy, rowIn('foreign', 'below')).set('state', 'done'))).toBe('forbidden')
  })

  it('[AC14] nobody takes a row by moving it and writing into it in one update', () => {
    const both = (copy: Y.Doc) => {
      move(rowIn('foreign'), SECTIONS.own)(copy)
      fields(copy, rowIn('foreign')).set('state', 'done')
    }
    expect(judge(both)).toBe('forbidden')
    expect(judge(both, CHIEF)).toBe('ok')
  })

  it('[AC14] a new row is judged by where it stands, also under a row that comes with it', () => {
    expect(judge(born('n1', SECTIONS.own))).toBe('ok')
    expect(judge(born('n1', SECTIONS.foreign))).toBe('forbidden')
    expect(judge(born('n1', SECTIONS.own, rowIn('foreign')))).toBe('forbidden')
    expect(judge(born('n1', SECTIONS.foreign, rowIn('own')))).toBe('ok')
    const two = (top: string) => (copy: Y.Doc) => {
      born('n1', top)(copy)
      born('n2', SECTIONS.own, 'n1')(copy)
    }
    expect(judge(two(SECTIONS.own))).toBe('ok')
    expect(judge(two(SECTIONS.foreign))).toBe('forbidden')
  })

  it('[AC14] a row does not smuggle those below it anywhere: its section is theirs before and after', () => {
    expect(judge(move(rowIn('own'), SECTIONS.foreign))).toBe('forbidden')
    expect(judge(move(rowIn('own'), SECTIONS.shared))).toBe('ok')
    expect(judge(move(rowIn('foreign', 'below'), SECTIONS.own, rowIn('own')))).toBe('forbidden')
    expect(judge(move(rowIn('own', 'below'), SECTIONS.own, rowIn('foreign')))).toBe('forbidden')
  })

  it('[AC14] a cycle stands where its smallest id says, and that is asked too', () => {
    // `below-own` is the smaller id, and its register names the foreign section.
    expect(judge(move(rowIn('own'), SECTIONS.own, rowIn('own', 'below')))).toBe('forbidden')
    doc.transact(() => fields(doc, rowIn('own', 'below')).set('pos', [SECTIONS.own, rowIn('own'), 'a1']))
    expect(judge(move(rowIn('own'), SECTIONS.foreign, rowIn('own', 'below')))).toBe('ok')
  })

  it('[AC14] rows in no section and sections of an unknown department are the chief editor’s', () => {
    const state = (id: string) => (copy: Y.Doc) => void fields(copy, id).set('state', 'done')
    expect(judge(state(rowIn('nobodys')))).toBe('forbidden')
    expect(judge(move(rowIn('nobodys'), SECTIONS.own))).toBe('forbidden')
    expect(judge(state(rowIn('nobodys')), CHIEF)).toBe('ok')
    doc.transact(() => sectionsOf(doc).get(SECTIONS.own)?.set('dept', 'closed-department'))
    expect(judge(state(rowIn('own')))).toBe('forbidden')
    doc.transact(() => sectionsOf(doc).get(SECTIONS.own)?.set('dept', ''))
    expect(judge(state(rowIn('own')), identityOf({ departments: [''] }))).toBe('forbidden')
  })

  it('[AC14] a section that changes hands does so at once', () => {
    const write = (copy: Y.Doc) => void fields(copy, rowIn('own')).set('state', 'done')
    expect(judge(write)).toBe('ok')
    doc.transact(() => {
      sectionsOf(doc).get(SECTIONS.own)?.set('dept', 'events')
      expect(judge(write)).toBe('forbidden')
    })
  })

  it('[AC14] one forbidden thing makes the whole update forbidden', () => {
    const mixed = (copy: Y.Doc) => {
      for (const kind of ['own', 'shared', 'foreign'] as const) fields(copy, rowIn(kind)).set('state', 'done')
    }
    expect(judge(mixed)).toBe('forbidden')
  })

  it('[AC14] a losing position is no change and does not win later', () => {
    const place = lastOf(fields(doc, rowIn('foreign')), 'pos')
    const [client, clock] = idOf(fields(doc, rowIn('foreign')))
    // Made to look older than what stands there: first in the list of the key, by the lowest client.
    const forged = rawUpdate(
      [
        {
          client: 0,
          clock: 0,
          structs: [item({ parent: [client, clock], sub: 'pos', content: any([SECTIONS.own, null, 'a1']) })],
        },
      ],
      [],
    )
    expect(verdictOn(forged)).toBe('ok')
    Y.applyUpdate(doc, forged)
    const behind = rawUpdate(
      [
        {
          client: EVE,
          clock: 0,
          structs: [item({ origin: [0, 0], content: any([SECTIONS.own, null, 'a1']) })],
        },
      ],
      [],
    )
    expect(verdictOn(behind)).toBe('ok')
    Y.applyUpdate(doc, behind)
    expect(lastOf(fields(doc, rowIn('foreign')), 'pos')).toEqual(place)
    expect(fields(copyOf(doc), rowIn('foreign')).get('pos')).toEqual([SECTIONS.foreign, null, 'a1'])
  })
})

describe('places that do not exist', () => {
  it('[AC13] nobody puts a row under one that is not there, and only the chief editor into a section that is not', () => {
    expect(judge(move(rowIn('own'), 'never-was'))).toBe('forbidden')
    expect(judge(move(rowIn('own'), 'never-was'), CHIEF)).toBe('ok')
    for (const who of [EDITOR, CHIEF]) {
      expect(judge(move(rowIn('own'), SECTIONS.own, 'never-was'), who)).toBe('missing')
      expect(judge(born('n1', SECTIONS.own, 'never-was'), who)).toBe('missing')
    }
  })
})

describe('the lock', () => {
  it('[AC15] takes in facts and nothing else, and says which it is', () => {
    doc = stage(new Y.Doc(), true)
    const state = (copy: Y.Doc) => void fields(copy, rowIn('own')).set('state', 'done')
    const number = (copy: Y.Doc) => void fields(copy, rowIn('own')).set('number', { mode: 'none', text: '' })
    for (const who of [EDITOR, CHIEF]) {
      expect(judge(state, who)).toBe('ok')
      expect(judge(number, who)).toBe('plan-locked')
      expect(judge((copy) => (state(copy), number(copy)), who)).toBe('plan-locked')
      expect(judge(born('n1', SECTIONS.own), who)).toBe('plan-locked')
    }
    expect(judge(move(rowIn('foreign'), SECTIONS.own))).toBe('forbidden')
    expect(judge((copy) => copy.getMap('srv').set('locked', false), CHIEF)).toBe('server-only')
  })
})
