/** Editors of cells in jsdom: one schema, nothing written on mount, the same elements as the static text. */
import type { Editor } from '@tiptap/react'
import { Slice } from '@tiptap/pm/model'
import { yCursorPluginKey } from '@tiptap/y-tiptap'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { RichView } from '../../../../client/editor/RichView.tsx'
import { toggleList } from '../../../../client/editor/lists.ts'
import type { Variant } from '../../../../client/editor/variants.ts'
import { readFragment } from '../../../../shared/plan/fragment.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
import { MARKS, NODES } from '../../../../shared/plan/schema.ts'
import { cellOf, closeCells, mount } from './open-cell.ts'
import { shapeOf } from './shape.ts'

const open = (html: string, variant: Variant = 'rich') => {
  const { doc, fragment } = cellOf(html)
  return mount(doc, fragment, { variant })
}

/** jsdom has no ClipboardEvent of its own; ProseMirror only passes it on. */
const paste = (editor: Editor, html: string) =>
  void editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)

afterEach(closeCells)

const TEXTS = [
  '',
  '<p>Просто текст</p>',
  '<p>Жирный <strong>и <em>курсив</em></strong>, <u>черта</u>, <s>нет</s></p><p></p><p>строка<br>и ещё<br></p>',
  '<p>Список:</p><ul><li>раз;</li><li>два<ul data-marker="dash"><li>внутри</li></ul></li></ul>',
  '<ol start="3"><li>третий</li><li></li></ol><p>Сайт: <a href="https://example.org/?a=1&amp;b=2">адрес</a></p>',
]

describe('a cell editor', () => {
  it.each(['rich', 'plain', 'line'] as const)(
    '[CE1] knows exactly the nodes and marks of the document (%s)',
    (variant) => {
      const { editor } = open('<p>текст</p>', variant)
      expect(Object.keys(editor.schema.nodes).sort()).toEqual([...NODES, 'doc', 'text'].sort())
      expect(Object.keys(editor.schema.marks).sort()).toEqual([...MARKS].sort())
    },
  )

  it.each(TEXTS)('[CE1] writes nothing when it is mounted and the caret moves: %s', (html) => {
    for (const variant of ['rich', 'plain', 'line'] as const) {
      const { editor, updates } = open(html, variant)
      editor.commands.setTextSelection(1)
      editor.commands.selectAll()
      expect(updates()).toBe(0)
    }
  })

  it.each(TEXTS)('[CE2] has the same elements as the static text: %s', (html) => {
    const { editor, fragment } = open(html)
    const still = renderToStaticMarkup(createElement(RichView, { blocks: readFragment(fragment) }))
    const inner = /^<div class="rich">(.*)<\/div>$/s.exec(still)?.[1] ?? ''
    expect(shapeOf(editor.view.dom.innerHTML)).toBe(shapeOf(inner))
  })

  it('[CE1] writes what is typed in the names of the schema', () => {
    const { editor, html } = open('<p>раз</p>')
    editor.chain().setTextSelection(4).insertContent(' два').run()
    editor.chain().setTextSelection({ from: 1, to: 4 }).toggleMark('bold').run()
    expect(html()).toBe('<p><strong>раз</strong> два</p>')
    toggleList(editor, 'dash')
    expect(html()).toBe('<ul data-marker="dash"><li><strong>раз</strong> два</li></ul>')
    toggleList(editor, 'ordered')
    toggleList(editor, 'ordered')
    expect(html()).toBe('<p><strong>раз</strong> два</p>')
  })

  it.each([
    ['-', '<ul data-marker="dash"><li></li></ul>'],
    ['*', '<ul><li></li></ul>'],
    ['3.', '<ol start="3"><li></li></ol>'],
    ['с', '<p>с</p>'],
  ])('[CE5] «%s » at the start of a paragraph makes %s', (typed, made) => {
    const { editor, html } = open('<p></p>')
    editor.commands.insertContent(typed)
    const { view } = editor
    const { from } = view.state.selection
    view.someProp('handleTextInput', (handle) =>
      handle(view, from, from, ' ', () => view.state.tr.insertText(' ')),
    )
    expect(html()).toBe(made)
  })

  it('[CE5] leaves what is typed in a plain cell as it is', () => {
    const { editor, html } = open('<p>-</p>', 'plain')
    const { view } = editor
    view.someProp('handleTextInput', (handle) => handle(view, 2, 2, ' ', () => view.state.tr.insertText(' ')))
    expect(html()).toBe('<p>-</p>')
  })

  it('[CE3] a plain cell takes the words of a paste, not its looks', () => {
    const { editor, fragment, html } = open('<p></p>', 'plain')
    paste(editor, '<ul><li><b>март</b></li><li>апрель</li></ul><table><tr><td>май</td></tr></table>')
    expect(blocksToText(readFragment(fragment))).toBe('март\nапрель\nмай')
    expect(html()).toBe('<p>март</p><p>апрель</p><p>май</p>')
  })

  it('[CE3] a line takes a paste as one line', () => {
    const { editor, fragment } = open('<p>Раздел: «</p>', 'line')
    editor.commands.focus('end')
    paste(editor, '<h2>первый</h2><p>и <i>второй</i></p>')
    expect(readFragment(fragment)).toHaveLength(1)
    expect(blocksToText(readFragment(fragment))).toBe('Раздел: «первый и второй')
  })

  it('[CE4] drops unsafe links, scripts and styles of a paste', () => {
    const { editor, html } = open('<p></p>')
    paste(
      editor,
      '<style>p{}</style><p onclick="x()">к <a href="javascript:alert(1)">так</a> <a href="https://a.ru">эдак</a></p><script>1</script>',
    )
    expect(html()).toBe('<p>к так <a href="https://a.ru">эдак</a></p>')
  })

  it.each([
    ['Enter', '<p>см. <a href="https://a.ru/b">https://a.ru/b</a>.</p><p></p>'],
    ['Shift+Enter', '<p>см. <a href="https://a.ru/b">https://a.ru/b</a>.<br></p>'],
  ])('[CE4] an address that %s ends is a link', (key, made) => {
    const { editor, html } = open('<p>см. https://a.ru/b.</p>')
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', shiftKey: key !== 'Enter' })
    editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event))
    expect(html()).toBe(made)
  })

  it.each([
    ['https://a.ru', true],
    ['12.05.2026', false],
    ['план.docx', false],
    ['А.С.Пушкин', false],
  ])(
    '[CE9] over selected words a pasted address links them, other words replace them: %s',
    (text, isLink) => {
      const { editor, html } = open('<p>раз два</p>')
      editor.commands.setTextSelection({ from: 1, to: 4 })
      const clipboardData = { getData: (type: string) => (type === 'text/plain' ? text : '') }
      const event = Object.assign(new Event('paste'), { clipboardData }) as unknown as ClipboardEvent
      const taken = editor.view.someProp('handlePaste', (handle) => handle(editor.view, event, Slice.empty))
      expect(taken ?? false).toBe(isLink)
      expect(html()).toBe(isLink ? `<p><a href="${text}">раз</a> два</p>` : '<p>раз два</p>')
    },
  )

  it('[CE1] follows a colleague’s edit and gives its caret up when it closes', () => {
    const { editor, doc, fragment, awareness } = open('<p>раз</p>')
    doc.transact(() => ((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'не '), 'remote')
    expect(editor.state.doc.textContent).toBe('не раз')
    editor.destroy()
    expect(awareness.getLocalState()?.cursor ?? null).toBeNull()
  })

  const namesIn = (item: Y.XmlElement) => item.toArray().map((one) => (one as Y.XmlElement).nodeName)

  it('[CE14] an item whose line is deleted has an empty one', () => {
    const { editor, fragment } = open('<p>раз</p><ul><li>два<ul><li>три</li></ul></li></ul>')
    const [from, to] = [7, 12]
    expect(editor.state.doc.textBetween(from, to)).toBe('два')
    editor.view.dispatch(editor.state.tr.delete(from, to))
    expect(namesIn((fragment.get(1) as Y.XmlElement).get(0) as Y.XmlElement)).toEqual([
      'paragraph',
      'bulletList',
    ])
    expect(blocksToText(readFragment(fragment))).toBe('раз\n\nтри')
  })

  it('[CE14] a paragraph and the list under it become a list without an empty item', () => {
    const { editor, html } = open('<p>а</p><ul><li>б<ul><li>в</li></ul></li></ul>')
    editor.commands.setTextSelection({ from: 1, to: 4 })
    toggleList(editor, 'dash')
    expect(html()).toBe('<ul data-marker="dash"><li>а<ul><li>б<ul><li>в</li></ul></li></ul></li></ul>')
  })

  it('[CE14] an item that had lost its line has it again once something is written in it', () => {
    const { doc, fragment } = cellOf('<ul><li>раз<ul><li>два</li></ul></li><li>три</li></ul>')
    const item = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlElement
    item.delete(0, 1)
    const { editor, updates } = mount(doc, fragment)
    const at = (words: string) => {
      let found = 0
      editor.state.doc.descendants((node, pos) => void (node.text === words && (found = pos + words.length)))
      return found
    }
    editor.commands.insertContentAt(at('три'), '!')
    expect(item.length).toBe(1)
    editor.commands.insertContentAt(at('два'), '!')
    expect(namesIn(item)).toEqual(['paragraph', 'bulletList'])
    expect(updates()).toBe(2)
    expect(blocksToText(readFragment(fragment))).toBe('два!\nтри!')
  })

  it('[CE13] a text that a colleague has emptied is written in as any other', () => {
    const { editor, doc, fragment, html } = open('<p>раз</p>')
    doc.transact(() => fragment.delete(0, 1), 'remote')
    expect(editor.state.doc.textContent).toBe('')
    expect(fragment.length).toBe(0)
    editor.commands.insertContentAt(1, 'два')
    expect(html()).toBe('<p>два</p>')
  })

  it('[CE1] a caret that is announced after the cell was left disturbs nobody', () => {
    const { editor } = open('<p>раз</p>')
    const late = editor.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true })
    const { view } = editor
    const dispatch = view.props.dispatchTransaction?.bind(view)
    editor.destroy()
    expect(() => dispatch?.(late)).not.toThrow()
  })
})

describe('composing a word', () => {
  const tell = (editor: Editor, name: string) => editor.view.dom.dispatchEvent(new CompositionEvent(name))
  afterEach(() => void vi.useRealTimers())

  it('[CE8] lets the others wait from its start until it is read, once', () => {
    vi.useFakeTimers()
    const { editor, held } = open('<p>Слово</p>')
    tell(editor, 'compositionstart')
    tell(editor, 'compositionupdate')
    expect(held()).toBe(1)
    tell(editor, 'compositionend')
    expect(held()).toBe(1)
    vi.advanceTimersByTime(50)
    expect(held()).toBe(0)
  })

  it('[CE8] lets nobody wait for a word that was left alone, or for a cell that was closed', () => {
    vi.useFakeTimers()
    const { editor, held } = open('<p>Слово</p>')
    tell(editor, 'compositionstart')
    vi.advanceTimersByTime(1900)
    tell(editor, 'compositionupdate')
    vi.advanceTimersByTime(1900)
    expect(held()).toBe(1)
    vi.advanceTimersByTime(200)
    expect(held()).toBe(0)
    tell(editor, 'compositionupdate')
    expect(held()).toBe(1)
    editor.destroy()
    expect(held()).toBe(0)
  })
})
