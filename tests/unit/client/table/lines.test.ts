/** Lines, people by line, layout, spots, carets in static text. */
import { describe, expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'
import type { Colleague, Place } from '../../../../client/plan/plan-session.ts'
import { caretBox, findPosition } from '../../../../client/table/caret-dom.ts'
import { ColleagueIndex } from '../../../../client/table/colleague-index.ts'
import { layoutOf } from '../../../../client/table/layout.ts'
import { bandKey, keysOf, linesOf, linesShown, rowKey } from '../../../../client/table/lines.ts'
import { elementAt, placeOf, spotOf, spotOfElement } from '../../../../client/table/spots.ts'
import type { Spot } from '../../../../client/table/grid-nav.ts'
import { setCell, setColumnHidden } from '../../../../shared/plan/edit.ts'
import { makeFragment } from '../../../../shared/plan/fragment.ts'
import { parseHtml } from '../../../../shared/plan/html.ts'
import { textToBlocks } from '../../../../shared/plan/rich.ts'
import { planDraft } from '../../../support/drafts.ts'
import { leveled, openSheet, store } from './support.ts'

describe('lines', () => {
  it('[FV4] of a filter: rows that pass with the rows above them, under their bands alone, and the row or band that is held', () => {
    const sheet = openSheet(leveled([0, 1, 2, 1], [0], [0]))
    const all = sheet.lines()
    const ids = sheet.ids().flat()
    const at = (index: number) => ids[index] ?? ''
    const shown = (rows: readonly string[], also = '') =>
      linesShown(all, new Set(rows), also).map((line) =>
        line.kind === 'row' ? String(ids.indexOf(line.row.id)) : line.kind,
      )
    expect(shown([at(2)])).toEqual(['band', '0', '1', '2'])
    expect(shown([at(3), at(5)])).toEqual(['band', '0', '3', 'band', '5'])
    expect(shown([at(5)], rowKey(at(4)))).toEqual(['band', '4', 'band', '5'])
    const second = sheet.view().sections[1]?.id ?? ''
    expect(shown([at(5)], bandKey(second))).toEqual(['band', 'band', '5'])
    expect(shown([])).toEqual([])
    expect(linesShown(all, new Set(ids), '').every((line, index) => line === all[index])).toBe(true)
  })

  it('[SH5] are the same objects where nothing changed, and the keys the same list', () => {
    const { session, view, ids, actions } = openSheet(planDraft(2, 2))
    const before = linesOf(view())
    const keys = keysOf(before)
    setCell(session.editing, ids()[0]?.[1] ?? '', 'title', textToBlocks('иначе'))
    const after = linesOf(view())
    expect(after.map((line, index) => line === before[index])).toEqual([false, true, false, true, true, true])
    expect(keysOf(after, keys)).toBe(keys)
    actions.shift(ids()[0]?.[0] ?? '', 1)
    expect(keysOf(linesOf(view()), keys)).not.toBe(keys)
  })

  it('[SH5] an empty section has a line that says so', () => {
    const { lines } = openSheet(planDraft(1, 0))
    expect(lines().map((line) => line.kind)).toEqual(['band', 'empty'])
  })
})

const colleague = (clientId: number, place: Place | null): Colleague => ({
  clientId,
  id: String(clientId),
  name: `Имя ${clientId}`,
  hue: 1,
  department: null,
  place,
  cursor: null,
})

const inRow = (row: string, field = 'title'): Place => ({ row, field, section: null })

describe('people by line', () => {
  it('[SH6] change only in the lines that were left and entered', () => {
    const [anna, boris] = [colleague(1, inRow('a')), colleague(2, inRow('b'))]
    const source = store<readonly Colleague[]>([anna, boris])
    const index = new ColleagueIndex(source)
    const b = index.at(rowKey('b'))
    expect(index.at(rowKey('a'))).toEqual([anna])
    source.set([colleague(1, inRow('c')), boris])
    expect(index.at(rowKey('b'))).toBe(b)
    expect(index.at(rowKey('a'))).toEqual([])
    expect(index.at(rowKey('c'))).toHaveLength(1)
    source.set([
      colleague(3, { row: null, field: 'title', section: 's' }),
      colleague(4, { row: null, field: 'outro', section: null }),
    ])
    expect([index.at('s:s').length, index.at('b:outro').length]).toEqual([1, 1])
  })
})

describe('the layout', () => {
  it('[SH9] leaves hidden columns out and grows with own ones', () => {
    const { view, session } = openSheet(planDraft(1, 1))
    const wide = layoutOf(view().columns)
    expect(wide.columns).toHaveLength(4)
    setColumnHidden(session.editing, wide.columns[3]?.id ?? '', true)
    const narrow = layoutOf(view().columns)
    expect(narrow.columns.map((column) => column.id)).toEqual(['number', 'title', 'period'])
    expect(narrow.tracks.split(' 1fr')).toHaveLength(2)
    expect(wide.idealPx - narrow.idealPx).toBe(154)
  })
})

describe('spots', () => {
  const spots: Spot[] = [
    { kind: 'cell', row: 'a', column: 'period' },
    { kind: 'band', section: 's1' },
    { kind: 'block', field: 'approved' },
  ]

  it('[SH10] are places and come back from them', () => {
    expect(spots.map((spot) => spotOf(placeOf(spot)))).toEqual(spots)
    expect(spotOf({ row: null, field: 'nothing', section: null })).toBeNull()
  })

  it('[SH10] are elements and come back from them', () => {
    onTestFinished(() => document.body.replaceChildren())
    document.body.innerHTML =
      '<div data-row="a"><div data-column="period"><p>x</p></div></div><b data-band="s1"></b><i data-block="approved"></i>'
    expect(spots.map((spot) => spotOfElement(elementAt(document, spot)))).toEqual(spots)
    expect(spotOfElement(document.querySelector('p'))).toEqual(spots[0])
    expect(spotOfElement(document.body)).toBeNull()
  })
})

describe('a colleague’s position', () => {
  const set = (html: string) => {
    const doc = new Y.Doc()
    const fragment = makeFragment(parseHtml(html))
    doc.getMap('m').set('text', fragment)
    const json = (
      type: Parameters<typeof Y.createRelativePositionFromTypeIndex>[0],
      index: number,
    ): unknown => JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(type, index)))
    return { doc, fragment, json }
  }

  it('[CE6] is found by block and offset, in paragraphs, lists and behind breaks', () => {
    const { doc, fragment, json } = set('<p>раз<br>два</p><ul><li>три</li><li>четыре</li></ul>')
    const paragraph = fragment.get(0) as Y.XmlElement
    const item = (fragment.get(1) as Y.XmlElement).get(1) as Y.XmlElement
    const words = (item.get(0) as Y.XmlElement).get(0) as Y.XmlText
    expect(findPosition(doc, fragment, json(paragraph.get(2) as Y.XmlText, 1))).toEqual({
      path: [0],
      offset: 5,
    })
    expect(findPosition(doc, fragment, json(words, 2))).toEqual({ path: [1, 1, 0], offset: 2 })
    expect(findPosition(doc, fragment, json(paragraph, 1))).toEqual({ path: [0], offset: 3 })
  })

  it('[CE6] in a list’s item that lost its line is found below the one that is drawn in its place', () => {
    const { doc, fragment, json } = set('<ul><li>раз<ul><li>два</li></ul></li></ul>')
    const item = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlElement
    item.delete(0, 1)
    const nested = ((item.get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlElement
    expect(findPosition(doc, fragment, json(nested.get(0) as Y.XmlText, 2))).toEqual({
      path: [0, 0, 1, 0, 0],
      offset: 2,
    })
  })

  it('[CE6] that is in another cell or gone has no place', () => {
    const { doc, fragment, json } = set('<p>раз</p>')
    const other = set('<p>два</p>')
    const words = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
    const elsewhere = makeFragment(textToBlocks('там'))
    doc.getMap('m').set('other', elsewhere)
    expect(findPosition(doc, elsewhere, json(words, 1))).toBeNull()
    expect(findPosition(other.doc, other.fragment, json(words, 1))).toBeNull()
    expect(caretBox(document.createElement('div'), { path: [3], offset: 0 })).toBeNull()
  })
})
