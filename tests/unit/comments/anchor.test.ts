/** Words that threads are about: where they stand while the text around them, and they themselves, change. */
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { aboutWords, cellText, findWords, pointAt } from '../../../shared/comments/anchor.ts'
import { MAX_QUOTE, isThreadAbout } from '../../../shared/comments/registers.ts'
import { makeFragment } from '../../../shared/plan/fragment.ts'
import { parseHtml } from '../../../shared/plan/html.ts'

const fragmentOf = (html: string, doc = new Y.Doc()): Y.XmlFragment => {
  const fragment = makeFragment(parseHtml(html))
  doc.getMap('cells').set('one', fragment)
  return fragment
}

const copyOf = (fragment: Y.XmlFragment): Y.XmlFragment => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(fragment.doc!))
  return doc.getMap('cells').get('one') as Y.XmlFragment
}

const about = (fragment: Y.XmlFragment, words: string) => {
  const from = cellText(fragment).text.indexOf(words)
  return aboutWords(fragment, { from, to: from + words.length })!
}

/** The words that a thread is about now; null where they are gone. */
const now = (fragment: Y.XmlFragment, thread: ReturnType<typeof about>): string | null => {
  const found = findWords(fragment, thread)
  return found && cellText(fragment).text.slice(found.from, found.to)
}

const textOf = (fragment: Y.XmlFragment, index = 0): Y.XmlText =>
  (fragment.get(index) as Y.XmlElement).get(0) as Y.XmlText

describe('the words of a thread', () => {
  it('[CU1] are found in paragraphs and bullets, over breaks and formatting, in every copy of the document', () => {
    const fragment = fragmentOf(
      '<p>Чтения <strong>вслух</strong><br>и диктант</p><ul><li>телемост «Эхо»</li><li>финал</li></ul>',
    )
    expect(cellText(fragment).text).toBe('Чтения вслух\nи диктант\nтелемост «Эхо»\nфинал')
    for (const words of [
      'Чтения',
      'вслух',
      'вслух\nи',
      'диктант',
      'диктант\nтелемост',
      '«Эхо»\nфинал',
      'финал',
    ]) {
      const thread = about(fragment, words)
      expect(thread.quote).toBe(words)
      expect(isThreadAbout({ row: 'r', column: 'title', ...thread })).toBe(true)
      expect([words, now(copyOf(fragment), thread)]).toEqual([words, words])
    }
    expect(pointAt(cellText(fragment), 25)).toEqual({ path: [1, 0, 0], offset: 2 })
  })

  it('[CE6] in a list’s item that lost its line are below the one that is drawn in its place', () => {
    const fragment = fragmentOf('<ul><li>раз<ul><li>два</li></ul></li></ul>')
    ;((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlElement).delete(0, 1)
    expect(pointAt(cellText(fragment), 1)).toEqual({ path: [0, 0, 1, 0, 0], offset: 1 })
  })

  it('[CU1] keep to their own letters: what is written before, behind and into them', () => {
    const fragment = fragmentOf('<p>один два три</p>')
    const thread = about(fragment, ' два ')
    expect(thread.quote).toBe('два')
    textOf(fragment).insert(0, 'ноль ')
    textOf(fragment).insert(textOf(fragment).toString().indexOf(' три'), 'дцать')
    expect(now(fragment, thread)).toBe('два')
    textOf(fragment).insert(textOf(fragment).toString().indexOf('ва'), '-')
    expect(now(fragment, thread)).toBe('д-ва')
    expect(aboutWords(fragment, { from: 4, to: 5 })).toBeNull()
  })

  it('[WQ1] are quoted to a length, and no character is cut for it', () => {
    const faces = `a${'😀'.repeat(MAX_QUOTE)}`
    const { quote } = about(fragmentOf(`<p>${faces}</p>`), faces)
    expect(quote.length).toBeGreaterThan(MAX_QUOTE - 2)
    expect(quote).toMatch(/^a😀+$/u)
  })

  it('[CU2] are gone when they are deleted, and there again after an undo, for everybody', () => {
    const fragment = fragmentOf('<p>один два три</p><p>четыре</p>')
    const [two, four] = [about(fragment, 'два'), about(fragment, 'четыре')]
    const undo = new Y.UndoManager(fragment)
    textOf(fragment).delete(5, 4)
    fragment.delete(1, 1)
    expect([now(fragment, two), now(fragment, four)]).toEqual([null, null])
    expect([now(copyOf(fragment), two), now(copyOf(fragment), four)]).toEqual([null, null])
    undo.undo()
    expect([now(fragment, two), now(fragment, four)]).toEqual(['два', 'четыре'])
    expect([now(copyOf(fragment), two), now(copyOf(fragment), four)]).toEqual(['два', 'четыре'])
  })

  it('[CU2] are looked for where they were when they stand there more than once, and without positions by the quote', () => {
    const fragment = fragmentOf('<p>май, июнь, май, июнь, май</p>')
    const words = aboutWords(fragment, { from: 11, to: 14 })!
    textOf(fragment).delete(11, 3)
    textOf(fragment).insert(11, 'май')
    expect(findWords(copyOf(fragment), words)).toEqual({ from: 11, to: 14 })
    expect(findWords(fragment, { quote: 'июнь', range: null })).toEqual({ from: 5, to: 9 })
    expect(findWords(fragment, { quote: 'июнь', range: ['AAAA', '!!'] })).toEqual({ from: 5, to: 9 })
    expect(findWords(fragment, { quote: '', range: null })).toBeNull()
  })
})
