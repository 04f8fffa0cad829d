/** What may stand where in a plan, whoever writes it. */
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inspect } from '../../../server/access/inspect.ts'
import { addColumn, addRow, addSection, deleteRow } from '../../../shared/plan/edit.ts'
import { makeFragment } from '../../../shared/plan/fragment.ts'
import { repairCells } from '../../../shared/plan/repair.ts'
import { columnsOf, metaOf, rowsOf, sectionsOf, serverOf } from '../../../shared/plan/schema.ts'
import { copyOf, editingOf } from '../../support/drafts.ts'
import { deleted, item, rawUpdate } from '../../support/raw-update.ts'
import { EVE, ROW, SECTION, cell, codeOf, judge, lastOf, planOf, row, textOf, touchesOf } from './world.ts'

let doc: Y.Doc
beforeEach(() => {
  doc = planOf()
})

const verdict = (change: (copy: Y.Doc) => void): string => codeOf(judge(doc, change))
const touches = (change: (copy: Y.Doc) => void): string[] => touchesOf(judge(doc, change))

const freshRow = (fields: Record<string, unknown>) => (copy: Y.Doc) =>
  rowsOf(copy).set('new1', new Y.Map(Object.entries(fields)))

const GOOD_ROW = { pos: [SECTION, null, 'a9'], number: { mode: 'auto', text: '' } }

describe('roots and registers', () => {
  it('[AC5] the server’s own root and fields are closed', () => {
    expect(verdict((copy) => serverOf(copy).set('locked', true))).toBe('server-only')
    expect(verdict((copy) => metaOf(copy).set('v', 2))).toBe('server-only')
    expect(verdict((copy) => metaOf(copy).set('epoch', 'other'))).toBe('server-only')
    expect(verdict((copy) => metaOf(copy).delete('epoch'))).toBe('server-only')
  })

  it('[NY10] where a row came from is said by the server alone, at its birth and later', () => {
    const origin = { kind: 'carried', plan: 'p', item: 'i', year: 2022 }
    expect(verdict((copy) => row(copy).set('origin', origin))).toBe('server-only')
    expect(verdict(freshRow({ ...GOOD_ROW, origin }))).toBe('server-only')
    row(doc).set('origin', origin)
    expect(verdict((copy) => row(copy).delete('origin'))).toBe('server-only')
    expect(verdict((copy) => row(copy).set('origin', null))).toBe('server-only')
  })

  it('[AC5] nor can they be deleted by a value that was never seen', () => {
    const origin = lastOf(metaOf(doc), 'epoch')
    const structs = [item({ origin, content: deleted(1) })]
    const update = rawUpdate([{ client: EVE, clock: 0, structs }])
    expect(codeOf(inspect(doc, update))).toBe('server-only')
  })

  it('[AC5] registers take what their value test takes, and are named with the new value', () => {
    const state = judge(doc, (copy) => row(copy).set('state', 'done'))
    expect(state).toMatchObject({ ok: true, empty: false })
    expect(state.ok && state.touched).toEqual([
      { root: 'rows', entity: ROW, field: 'state', kind: 'set', inner: false, value: 'done' },
    ])
    expect(verdict((copy) => row(copy).set('state', 'burnt'))).toBe('bad-value')
    expect(verdict((copy) => row(copy).set('del', { by: 'eve', at: Number.NaN }))).toBe('bad-value')
    expect(verdict((copy) => row(copy).set('del', { by: 'eve', at: 1, more: 'x' }))).toBe('bad-value')
    expect(verdict((copy) => row(copy).set('del', { by: 'x'.repeat(60_000), at: 1 }))).toBe('too-large')
    expect(verdict((copy) => row(copy).set('pos', [SECTION, null]))).toBe('bad-value')
    expect(verdict((copy) => row(copy).set('colour', 'red'))).toBe('unknown-field')
    expect(verdict((copy) => row(copy).set('constructor', 'red'))).toBe('unknown-field')
    expect(verdict((copy) => row(copy).set('state', new Y.Map()))).toBe('bad-shape')
    expect(verdict((copy) => metaOf(copy).set('year', 2023))).toBe('ok')
  })

  it('[AC6] a register that an entity needs cannot be taken away, others can', () => {
    expect(verdict((copy) => row(copy).delete('pos'))).toBe('required-register')
    expect(verdict((copy) => sectionsOf(copy).get(SECTION)?.delete('ord'))).toBe('required-register')
    expect(verdict((copy) => columnsOf(copy).get('title')?.delete('ord'))).toBe('required-register')
    expect(touches((copy) => row(copy).delete('state'))).toEqual([`rows ${ROW} state delete outer`])
  })

  it('[AC6] a register that is set again while it is taken away stays', () => {
    const change = (copy: Y.Doc) => {
      row(copy).delete('pos')
      row(copy).set('pos', [SECTION, null, 'a9'])
    }
    expect(touches(change)).toEqual([`rows ${ROW} pos set outer`])
  })
})

describe('entities', () => {
  it('[AC6] rows, sections and columns that people create are let in', () => {
    const edit = (copy: Y.Doc) => editingOf(copy, 'anna')
    expect(verdict((copy) => void addRow(edit(copy), { section: SECTION, parent: null, after: null }))).toBe(
      'ok',
    )
    expect(verdict((copy) => void addSection(edit(copy), { after: null, title: 'Новый' }))).toBe('ok')
    expect(verdict((copy) => void deleteRow(edit(copy), ROW))).toBe('ok')
    const column = touches((copy) => void addColumn(edit(copy), { after: null, title: 'Место' }))
    expect(column).toContain('cols anna-0  insert outer')
    expect(column).toContain(`rows ${ROW} c:anna-0 insert outer`)
  })

  it('[AC6] a new entity brings what it needs', () => {
    expect(verdict(freshRow(GOOD_ROW))).toBe('ok')
    expect(verdict(freshRow({ number: GOOD_ROW.number }))).toBe('entity-incomplete')
    expect(verdict(freshRow({ pos: GOOD_ROW.pos }))).toBe('entity-incomplete')
    expect(verdict(freshRow({}))).toBe('entity-incomplete')
    expect(verdict((copy) => sectionsOf(copy).set('new1', new Y.Map([['ord', 'a5']])))).toBe(
      'entity-incomplete',
    )
    expect(verdict((copy) => columnsOf(copy).set('new1', new Y.Map([['title', 'x']])))).toBe(
      'entity-incomplete',
    )
  })

  it('[AN3] nothing is called what every object has: reading a plan with such a column ended in an error', () => {
    for (const id of Object.getOwnPropertyNames(Object.prototype)) {
      const put = (root: Y.Map<Y.Map<unknown>>, fields: Record<string, unknown>) =>
        void root.set(id, new Y.Map(Object.entries(fields)))
      expect(verdict((copy) => put(columnsOf(copy), { title: 'Место', ord: 'a9' }))).toBe('bad-id')
      expect(verdict((copy) => put(rowsOf(copy), GOOD_ROW))).toBe('bad-id')
      expect(verdict((copy) => put(sectionsOf(copy), { ord: 'a9' }))).toBe('bad-id')
      expect(verdict((copy) => void row(copy).set(`c:${id}`, makeFragment([])))).toBe('unknown-field')
      expect(verdict((copy) => row(copy).set('pos', [id, null, 'a9']))).toBe('bad-value')
    }
  })

  it('[AC6] ids have their form and are used once', () => {
    const named = (id: string) => (copy: Y.Doc) => rowsOf(copy).set(id, new Y.Map(Object.entries(GOOD_ROW)))
    expect(verdict(named('a b'))).toBe('bad-id')
    expect(verdict(named(ROW))).toBe('entity-deleted')
    rowsOf(doc).delete(ROW)
    expect(verdict(named(ROW))).toBe('entity-exists')
  })

  it('[AC6] nobody deletes an entity for good, nor puts something else in its place', () => {
    expect(verdict((copy) => rowsOf(copy).delete(ROW))).toBe('entity-deleted')
    expect(verdict((copy) => sectionsOf(copy).delete(SECTION))).toBe('entity-deleted')
    expect(verdict((copy) => rowsOf(copy).set(ROW, 'gone' as never))).toBe('bad-shape')
    expect(verdict((copy) => rowsOf(copy).set('new1', new Y.XmlFragment() as never))).toBe('bad-shape')
  })
})

describe('fragments', () => {
  it('[AC7] a fragment is never replaced or deleted', () => {
    expect(verdict((copy) => row(copy).set('c:title', makeFragment([])))).toBe('fragment-replaced')
    expect(verdict((copy) => row(copy).delete('c:title'))).toBe('fragment-replaced')
    expect(verdict((copy) => sectionsOf(copy).get(SECTION)?.set('title', makeFragment([])))).toBe(
      'fragment-replaced',
    )
    expect(verdict((copy) => metaOf(copy).set('intro', makeFragment([])))).toBe('fragment-replaced')
    expect(verdict((copy) => metaOf(copy).delete('intro'))).toBe('fragment-replaced')
  })

  it('[AC7] a cell that the row lacks may be created, once', () => {
    expect(verdict((copy) => row(copy).set('c:late', makeFragment([])))).toBe('ok')
    expect(verdict((copy) => row(copy).set('c:no id', makeFragment([])))).toBe('unknown-field')
    expect(verdict((copy) => columnsOf(copy).get('title')?.set('c:late', makeFragment([])))).toBe(
      'unknown-field',
    )
  })

  it('[AC7] of two cells made at once the first stays: the later one is let in only where it loses', () => {
    const made = (client: number) => {
      const copy = copyOf(doc)
      copy.clientID = client
      const before = Y.encodeStateVector(copy)
      row(copy).set('c:late', makeFragment([]))
      return Y.encodeStateAsUpdate(copy, before)
    }
    const [loser, middle, winner] = [made(20), made(30), made(40)]
    Y.applyUpdate(doc, middle)
    const kept = row(doc).get('c:late')
    expect(codeOf(inspect(doc, winner))).toBe('fragment-replaced')
    expect(codeOf(inspect(doc, loser))).toBe('ok')
    Y.applyUpdate(doc, loser)
    expect(row(doc).get('c:late')).toBe(kept)
    expect(repairCells(doc)).toBe(false)
  })

  it('[AC8] the nodes of the editor stand where its schema has them', () => {
    const insert = (...names: string[]) =>
      verdict((copy) => {
        let parent: Y.XmlFragment = cell(copy)
        for (const name of names) {
          const element = new Y.XmlElement(name)
          parent.insert(0, [element])
          parent = element
        }
      })
    expect(insert('paragraph', 'hardBreak')).toBe('ok')
    expect(insert('bulletList', 'listItem', 'paragraph')).toBe('ok')
    expect(insert('orderedList', 'listItem', 'bulletList', 'listItem', 'paragraph')).toBe('ok')
    expect(insert('script')).toBe('bad-node')
    expect(insert('constructor')).toBe('bad-node')
    expect(insert('listItem')).toBe('bad-node')
    expect(insert('paragraph', 'paragraph')).toBe('bad-node')
    expect(insert('hardBreak')).toBe('bad-node')
    expect(verdict((copy) => cell(copy).insert(0, [new Y.XmlText('loose')]))).toBe('bad-node')
  })

  it('[AC8] attributes are those of the nodes', () => {
    const set = (name: string, key: string, value: unknown) =>
      verdict((copy) => {
        const element = new Y.XmlElement(name)
        cell(copy).insert(0, [element])
        element.setAttribute(key, value as string)
      })
    expect(set('bulletList', 'marker', 'dash')).toBe('ok')
    expect(set('bulletList', 'marker', 'url(x)')).toBe('bad-attribute')
    expect(set('bulletList', 'tight', true)).toBe('ok')
    expect(set('orderedList', 'start', 7)).toBe('ok')
    expect(set('orderedList', 'start', Number.NaN)).toBe('ok')
    expect(set('orderedList', 'start', '7')).toBe('bad-attribute')
    expect(set('orderedList', 'type', 'I')).toBe('ok')
    expect(set('paragraph', 'style', 'x')).toBe('bad-attribute')
    expect(set('paragraph', 'constructor', 'x')).toBe('bad-attribute')
  })

  it('[AC8] marks are the editor’s, links lead to safe places', () => {
    const mark = (key: string, value: unknown) =>
      verdict((copy) => textOf(cell(copy)).format(0, 3, { [key]: value }))
    const href = 'https://example.org/'
    for (const name of ['bold', 'italic', 'underline', 'strike']) {
      expect(mark(name, {})).toBe('ok')
      expect(mark(name, true)).toBe('ok')
      expect(mark(name, { style: 'x' })).toBe('bad-mark')
    }
    expect(mark('link', { href, target: '_blank', rel: 'noopener', class: null, title: 'Сайт' })).toBe('ok')
    expect(mark('link--aB3+/=xy', { href })).toBe('ok')
    expect(mark('link', { href, onclick: 'x' })).toBe('bad-mark')
    expect(mark('link', { href: 'javascript:alert(1)' })).toBe('bad-link')
    expect(mark('link', { href: null })).toBe('bad-link')
    expect(mark('link', true)).toBe('bad-link')
    expect(mark('code', {})).toBe('bad-mark')
    expect(mark('bold--short', {})).toBe('bad-mark')
  })

  it('[AC8] text, marks and deletions inside are named by the fragment', () => {
    expect(touches((copy) => textOf(cell(copy)).delete(0, 2))).toEqual([`rows ${ROW} c:title delete inner`])
    expect(touches((copy) => textOf(cell(copy)).insert(1, 'о'))).toEqual([`rows ${ROW} c:title insert inner`])
    expect(touches((copy) => (metaOf(copy).get('agreed') as Y.XmlFragment).delete(0, 1))).toEqual([
      'meta  agreed delete inner',
    ])
  })
})
