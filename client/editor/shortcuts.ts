/**
 * Keys and typed patterns inside a rich cell: marks, lists, paragraphs. Keys are matched by `event.code`, so that they
 * work in a Cyrillic layout. Leaving the cell, undo and rows are the table's keys, not these.
 */
import { type Editor, Extension, InputRule } from '@tiptap/core'
import type { NodeType } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import { findWrapping } from '@tiptap/pm/transform'
import { chord } from '../plan/chord.ts'
import { linkAddressBefore } from './autolink.ts'
import { type ListKind, toggleList } from './lists.ts'
import type { Variant } from './variants.ts'

const MARK_KEYS: Record<string, string> = {
  'Mod+KeyB': 'bold',
  'Mod+KeyI': 'italic',
  'Mod+KeyU': 'underline',
  'Mod+Shift+KeyX': 'strike',
}
const LIST_KEYS: Record<string, ListKind> = {
  'Mod+Shift+Digit7': 'ordered',
  'Mod+Shift+Digit8': 'disc',
  'Mod+Shift+Digit9': 'dash',
}

const runKey = (editor: Editor, key: string): boolean => {
  const mark = MARK_KEYS[key]
  if (mark) return editor.commands.toggleMark(mark)
  const list = LIST_KEYS[key]
  return list ? toggleList(editor, list) : false
}

const splitLine = (editor: Editor): boolean => {
  const { $from } = editor.state.selection
  if ($from.node(-1)?.type.name === 'listItem') {
    return $from.parent.content.size === 0
      ? editor.commands.liftListItem('listItem')
      : editor.commands.splitListItem('listItem')
  }
  return editor.commands.splitBlock()
}

/** At the start of a list item Backspace takes the bullet away, not the line above. */
const liftAtStart = (editor: Editor): boolean => {
  const { $from, empty } = editor.state.selection
  const first = empty && $from.parentOffset === 0 && $from.node(-1)?.type.name === 'listItem'
  return first && $from.index(-1) === 0 && editor.commands.liftListItem('listItem')
}

/** The whole text as a text selection, so that Enter and Backspace replace it. */
const selectText = (editor: Editor): boolean => {
  const { doc } = editor.state
  const from = TextSelection.atStart(doc).head
  return editor.commands.setTextSelection({ from, to: TextSelection.atEnd(doc).head })
}

const richKeys = (editor: Editor, event: KeyboardEvent): boolean => {
  const key = chord(event)
  if (key === 'Mod+KeyA') return selectText(editor)
  if (key === 'Enter' || key === 'Shift+Enter') linkAddressBefore(editor.view, editor.state.selection.from)
  if (key === 'Enter') return splitLine(editor)
  if (key === 'Shift+Enter') return editor.commands.insertContent({ type: 'hardBreak' })
  if (key === 'Backspace') return liftAtStart(editor)
  if (key === 'Mod+BracketRight') return editor.commands.sinkListItem('listItem')
  if (key === 'Mod+BracketLeft') return editor.commands.liftListItem('listItem')
  return runKey(editor, key)
}

const plainKeys = (editor: Editor, event: KeyboardEvent, variant: Variant): boolean => {
  const key = chord(event)
  if (key === 'Mod+KeyA') return selectText(editor)
  const isBreak = key === 'Shift+Enter' || key === 'Alt+Enter'
  if (isBreak && variant === 'plain') return editor.commands.splitBlock()
  // The browser's own bold and italic must not reach a cell that has none.
  return key in MARK_KEYS || isBreak || key === 'Enter'
}

/** «- », «* », «1. » at the start of a paragraph make a list. */
const listRule = (find: RegExp, name: string, attributesOf: (match: RegExpMatchArray) => object) =>
  new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const type: NodeType | undefined = state.schema.nodes[name]
      const tr = state.tr.delete(range.from, range.to)
      const block = tr.doc.resolve(range.from).blockRange()
      const wrapping =
        type && block && findWrapping(block, type, attributesOf(match) as Record<string, unknown>)
      if (!wrapping || !block || tr.doc.resolve(range.from).node(-1).type.name === 'listItem') return null
      tr.wrap(block, wrapping)
      return undefined
    },
  })

const listRules = (): InputRule[] => [
  listRule(/^\s?[-–—]\s$/u, 'bulletList', () => ({ marker: 'dash' })),
  listRule(/^\s?[*•]\s$/u, 'bulletList', () => ({ marker: 'disc' })),
  listRule(/^\s?(\d{1,3})[.)]\s$/u, 'orderedList', (match) => ({ start: Number(match[1]) })),
]

/** Keys and patterns of a variant. */
export const shortcuts = (variant: Variant) =>
  Extension.create({
    name: 'cellShortcuts',
    priority: 500,
    addInputRules: () => (variant === 'rich' ? listRules() : []),
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin({
          props: {
            handleKeyDown: (_view, event) =>
              variant === 'rich' ? richKeys(editor, event) : plainKeys(editor, event, variant),
          },
        }),
      ]
    },
  })
