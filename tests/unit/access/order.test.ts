/** Orders that are dear to work out: counted where the work is done, so that nobody gets by a forecast [AC23]. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { admit } from '../../../server/access/admit.ts'
import { inspect } from '../../../server/access/inspect.ts'
import { TURN_LIMITS } from '../../../server/access/limits.ts'
import { ClientOwners } from '../../../server/access/owners.ts'
import type { Role } from '../../../shared/identity.ts'
import { copyOf } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { type Id, item, rawUpdate, type } from '../../support/raw-update.ts'
import { dice } from '../../support/random.ts'
import { cell, changeOf, codeOf, idOf, planOf, row, textOf } from './world.ts'

let doc: Y.Doc

beforeEach(() => {
  doc = planOf()
})

const paragraphs = (count: number) => Array.from({ length: count }, () => new Y.XmlElement('paragraph'))

/** Paragraphs that one had written one behind the other, and a forger's, each of which has to be led past all of them. */
const forged = (past: number, count: number): Uint8Array => {
  const title = cell(doc)
  const first = idOf(title.get(0) as Y.XmlElement)
  const typed = changeOf(doc, (copy) => cell(copy).push(paragraphs(past)))
  Y.applyUpdate(doc, typed)
  const second = idOf(title.get(2) as Y.XmlElement)
  const stray = (right?: Id) =>
    item({ origin: first, ...(right && { right }), content: type(3, 'paragraph') })
  const structs = [...Array.from({ length: count }, () => stray()), stray(second)]
  return rawUpdate([{ client: 50, clock: 0, structs }])
}

describe('a list', () => {
  it('[AC23] is ordered no further than a turn has time for', () => {
    expect(codeOf(inspect(doc, forged(400, 450), TURN_LIMITS))).toBe('too-costly')
  })

  it('[AC23] that is less than that is judged by what it says', () => {
    expect(codeOf(inspect(doc, forged(100, 50), TURN_LIMITS))).toBe('cross-link')
  })

  it('[AC23] [AC9] which two have worked on for weeks apart is put in order', () => {
    const scattered = (client: number) => (copy: Y.Doc) => {
      const random = dice(client)
      const inner = textOf(cell(copy))
      for (let left = 700; left > 0; left--) {
        if (random.chance(0.2)) inner.delete(random.int(inner.length), 1)
        else inner.insert(random.int(inner.length + 1), 'ж')
      }
    }
    Y.applyUpdate(
      doc,
      changeOf(doc, (copy) => textOf(cell(copy)).insert(0, 'слово '.repeat(400))),
    )
    const [one, other] = [8, 9].map((client) => changeOf(doc, scattered(client), client))
    Y.applyUpdate(doc, one!)
    const copy = copyOf(doc)
    expect(inspect(doc, other!)).toMatchObject({ ok: true })
    Y.applyUpdate(copy, other!)
    expect(copy.store.pendingStructs).toBeNull()
  })
})

describe('somebody who may not write', () => {
  const code = (update: Uint8Array, role: Role): string => {
    const sender = {
      who: identityOf({ id: 'eve', role }),
      clients: new Set<number>(),
      whole: false,
      brought: 0,
    }
    const verdict = admit(doc, update, sender, new ClientOwners(), TURN_LIMITS)
    return verdict.ok ? (verdict.update === null ? 'nothing' : 'ok') : verdict.code
  }

  it('[AC23] is refused without anything having been worked out, and brings what is known as ever', () => {
    const update = forged(100, 50)
    expect([code(update, 'viewer'), code(update, 'editor')]).toEqual(['forbidden', 'cross-link'])
    const away = changeOf(doc, (copy) => cell(copy).delete(0, 1))
    expect(code(away, 'viewer')).toBe('forbidden')
    const overwritten = changeOf(doc, (copy) => row(copy).set('state', 'done'), 9)
    expect(code(overwritten, 'viewer')).toBe('forbidden')
    expect(code(Y.encodeStateAsUpdate(doc), 'viewer')).toBe('nothing')
  })
})
