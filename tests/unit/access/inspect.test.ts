/** What an inspection says of honest updates, also in the midst of a transaction and for what is known already. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect, inspectThoroughly } from '../../../server/access/inspect.ts'
import { inspectKeystroke } from '../../../server/access/keystroke.ts'
import { DEFAULT_LIMITS } from '../../../server/access/limits.ts'
import { allowed } from '../../../server/access/rights.ts'
import { ROLES } from '../../../shared/identity.ts'
import { copyOf } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { ROW, cell, changeOf, codeOf, planOf, row, textOf } from './world.ts'

let doc: Y.Doc
beforeEach(() => {
  doc = planOf()
})

/** A colleague's document and the updates it sends. */
const colleague = (client = 7) => {
  const copy = copyOf(doc)
  copy.clientID = client
  const sent: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => sent.push(update))
  return { copy, sent }
}

describe('what is known already', () => {
  it('[AC9] nothing new is empty: the whole state, an update twice, the two zero bytes', () => {
    const { copy, sent } = colleague()
    textOf(cell(copy)).insert(0, 'слово')
    Y.applyUpdate(doc, sent[0]!)
    for (const update of [sent[0]!, Y.encodeStateAsUpdate(copy), new Uint8Array([0, 0])]) {
      expect(inspect(doc, update)).toMatchObject({ ok: true, empty: true, touched: [] })
    }
  })

  it('[AC9] of an update that is known in part the rest is left, cut inside a struct where need be', () => {
    const { copy, sent } = colleague()
    textOf(cell(copy)).insert(0, 'сло')
    Y.applyUpdate(doc, sent[0]!)
    textOf(cell(copy)).insert(3, 'во')
    row(copy).set('state', 'done')
    const whole = Y.encodeStateAsUpdate(copy)
    const verdict = inspect(doc, whole)
    expect(verdict).toMatchObject({ ok: true, empty: false })
    if (!verdict.ok) return
    expect(verdict.update.length).toBeLessThan(sent.reduce((sum, update) => sum + update.length, 10))
    Y.applyUpdate(doc, verdict.update)
    expect(textOf(cell(doc)).toString()).toContain('слово')
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(copy))
  })

  it('[AC9] content that was collected on the client is let in', () => {
    const { copy } = colleague()
    const paragraph = new Y.XmlElement('paragraph')
    cell(copy).insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText('черновик')])
    cell(copy).delete(0, 1)
    for (const state of ['done', 'moved', 'planned']) row(copy).set('state', state)
    const verdict = inspect(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
    expect(codeOf(verdict)).toBe('ok')
  })

  it('[AC9] a keystroke into what somebody deleted meanwhile is let in', () => {
    const { sent, copy } = colleague()
    const text = textOf(cell(copy))
    cell(doc).delete(0, 1)
    text.insert(2, 'я')
    expect(codeOf(inspect(doc, sent[0]!))).toBe('ok')
    Y.applyUpdate(doc, sent[0]!)
    expect(doc.store.pendingStructs).toBeNull()
  })
})

describe('inside a transaction', () => {
  it('[AC9] updates that build on one another are judged one after the other, each against what came before', () => {
    const { copy, sent } = colleague()
    textOf(cell(copy)).insert(0, 'а')
    textOf(cell(copy)).insert(1, 'б')
    textOf(cell(copy)).delete(0, 1)
    row(copy).set('state', 'done')
    row(copy).set('state', 'moved')
    expect(codeOf(inspect(doc, sent[1]!))).toBe('gap')
    const touched: string[] = []
    doc.transact(() => {
      for (const update of sent) {
        const verdict = inspect(doc, update)
        expect(inspectThoroughly(doc, update)).toEqual(verdict)
        if (!verdict.ok) throw new Error(verdict.code)
        touched.push(...verdict.touched.map((one) => `${one.field ?? ''} ${one.kind}`))
        Y.applyUpdate(doc, verdict.update)
      }
    })
    expect(touched).toEqual(['c:title insert', 'c:title insert', 'c:title delete', 'state set', 'state set'])
    expect(row(doc).get('state')).toBe('moved')
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(copy))
  })

  it('[AC9] a refusal in the middle leaves the transaction as it was', () => {
    const { copy, sent } = colleague()
    row(copy).set('state', 'done')
    const bad = changeOf(doc, (other) => row(other).delete('pos'), 8)
    doc.transact(() => {
      Y.applyUpdate(doc, sent[0]!)
      expect(codeOf(inspect(doc, bad))).toBe('required-register')
    })
    expect(row(doc).get('state')).toBe('done')
    expect(row(doc).get('pos')).toBeDefined()
  })
})

describe('the fast path', () => {
  const fast = (update: Uint8Array) => inspectKeystroke(doc, update, DEFAULT_LIMITS)

  it('[AC10] takes typing at the end, in the middle and before what was typed', () => {
    const { copy, sent } = colleague()
    const text = textOf(cell(copy))
    text.insert(text.length, '!')
    text.insert(3, 'ж')
    text.insert(4, 'ш')
    text.insert(3, 'щ')
    text.insert(0, 'ы')
    text.insert(0, 'э')
    for (const update of sent) {
      expect(fast(update)).toEqual([
        { root: 'rows', entity: ROW, field: 'c:title', kind: 'insert', inner: true },
      ])
      expect(inspectThoroughly(doc, update)).toEqual(inspect(doc, update))
      Y.applyUpdate(doc, update)
    }
  })

  it('[AC10] leaves everything else to the long way', () => {
    const others = [
      changeOf(doc, (copy) => textOf(cell(copy)).delete(0, 1)),
      changeOf(doc, (copy) => textOf(cell(copy)).format(0, 1, { bold: {} })),
      changeOf(doc, (copy) => row(copy).set('state', 'done')),
      changeOf(doc, (copy) => cell(copy).insert(0, [new Y.XmlElement('paragraph')])),
      new Uint8Array([0, 0]),
      new Uint8Array(),
    ]
    for (const update of others) expect(fast(update)).toBeNull()
  })
})

describe('rights', () => {
  it('[AC11] viewers and commenters may touch nothing, chief and editors all that the structure allows', () => {
    const verdict = inspect(
      doc,
      changeOf(doc, (copy) => row(copy).set('state', 'done')),
    )
    expect(codeOf(verdict)).toBe('ok')
    const touched = verdict.ok ? verdict.touched : []
    const answers = ROLES.map((role) => [role, allowed(touched, identityOf({ role }), doc)])
    expect(answers).toEqual([
      ['chief', null],
      ['editor', null],
      ['commenter', 'forbidden'],
      ['viewer', 'forbidden'],
    ])
    expect(allowed([], identityOf({ role: 'viewer' }), doc)).toBe('forbidden')
  })
})
