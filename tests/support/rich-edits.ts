/**
 * Random edits of a cell as the editor makes them: ProseMirror steps, written into the fragment by the very binding
 * that the editor uses. Owns the editor's schema for tests.
 */
import { Fragment, type Mark, type Node, Schema, Slice } from '@tiptap/pm/model'
import { Transform, canJoin, canSplit } from '@tiptap/pm/transform'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { readFragment } from '../../shared/plan/fragment.ts'
import { writeBlocks } from '../../shared/plan/write-blocks.ts'
import type { Dice } from './random.ts'

const nullable = { default: null }

/** The editor's nodes and marks, with the attributes that the stock extensions add; links may overlap here. */
export const editorSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    bulletList: {
      group: 'block',
      content: 'listItem+',
      attrs: { marker: { default: 'disc' }, tight: { default: true } },
    },
    orderedList: {
      group: 'block',
      content: 'listItem+',
      attrs: { start: { default: 1 }, type: nullable },
    },
    listItem: { content: 'paragraph block*' },
    hardBreak: { group: 'inline', inline: true },
    text: { group: 'inline' },
  },
  marks: {
    link: {
      attrs: { href: nullable, target: nullable, rel: nullable, class: nullable, title: nullable },
      excludes: '',
    },
    bold: {},
    italic: {},
    underline: {},
    strike: {},
  },
})

const { nodes, marks } = editorSchema

// Nothing outside the basic plane: Yjs itself replaces halves of a pair that a random cut leaves.
const WORDS = ['свод', 'план ', 'ярмарка книги', 'a', 'Ёлка\u00a0', ' — ', '2022']

const word = (random: Dice): string => random.pick(WORDS) ?? 'x'

const link = (random: Dice): Mark =>
  marks.link!.create({
    href: random.pick(['https://example.org/a', 'mailto:a@example.org', 'tel:+7495']),
    target: random.chance(0.5) ? '_blank' : null,
    rel: 'noopener noreferrer nofollow',
    class: random.chance(0.2) ? 'external text' : null,
  })

const randomMark = (random: Dice): Mark =>
  random.chance(0.3)
    ? link(random)
    : marks[random.pick(['bold', 'italic', 'underline', 'strike']) ?? 'bold']!.create()

const paragraph = (random: Dice): Node => {
  const children: Node[] = []
  for (let left = random.int(4); left > 0; left--) {
    if (random.chance(0.2)) children.push(nodes.hardBreak!.create())
    else children.push(editorSchema.text(word(random), random.chance(0.4) ? [randomMark(random)] : []))
  }
  return nodes.paragraph!.create(null, children)
}

const list = (random: Dice, depth: number): Node => {
  const type = random.chance(0.5) ? 'bulletList' : 'orderedList'
  const attrs =
    type === 'bulletList' ? { marker: random.pick(['disc', 'dash']) } : { start: 1 + random.int(9) }
  const items = Array.from({ length: 1 + random.int(3) }, () => {
    const content = [paragraph(random)]
    if (depth > 0 && random.chance(0.3)) content.push(list(random, depth - 1))
    return nodes.listItem!.create(null, content)
  })
  return nodes[type]!.create(attrs, items)
}

const block = (random: Dice): Node => (random.chance(0.6) ? paragraph(random) : list(random, 2))

/** Two positions inside text, in order. */
const range = (doc: Node, random: Dice): [number, number] => {
  const spots: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock)
      for (let offset = 0; offset <= node.content.size; offset++) spots.push(at + 1 + offset)
  })
  const from = random.pick(spots) ?? 1
  const near = spots.filter((spot) => Math.abs(spot - from) < 12)
  const to = random.pick(near) ?? from
  return from < to ? [from, to] : [to, from]
}

type Edit = (transform: Transform, random: Dice) => void

const type: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random)
  transform.replaceWith(random.chance(0.7) ? to : from, to, editorSchema.text(word(random)))
}
const erase: Edit = (transform, random) => void transform.delete(...range(transform.doc, random))
const mark: Edit = (transform, random) =>
  void transform.addMark(...range(transform.doc, random), randomMark(random))
const unmark: Edit = (transform, random) => void transform.removeMark(...range(transform.doc, random))
const split: Edit = (transform, random) => {
  const [, at] = range(transform.doc, random)
  const depth = transform.doc.resolve(at).depth > 2 && random.chance(0.5) ? 2 : 1
  if (canSplit(transform.doc, at, depth)) transform.split(at, depth)
}
const join: Edit = (transform, random) => {
  const [, at] = range(transform.doc, random)
  const before = transform.doc.resolve(at).before()
  if (canJoin(transform.doc, before)) transform.join(before)
}
const paste: Edit = (transform, random) => {
  const blocks = Array.from({ length: 1 + random.int(3) }, () => block(random))
  transform.replaceRange(...range(transform.doc, random), new Slice(Fragment.from(blocks), 0, 0))
}
const lineBreak: Edit = (transform, random) => {
  const [from, to] = range(transform.doc, random)
  transform.replaceWith(from, to, nodes.hardBreak!.create())
}
const dropBlock: Edit = (transform, random) => {
  if (transform.doc.childCount < 2) return
  const index = random.int(transform.doc.childCount)
  let at = 0
  for (let child = 0; child < index; child++) at += transform.doc.child(child).nodeSize
  transform.delete(at, at + transform.doc.child(index).nodeSize)
}
const setAttribute: Edit = (transform, random) => {
  const found: [number, string][] = []
  transform.doc.descendants((node, at) => {
    if (node.type.name.endsWith('List')) found.push([at, node.type.name])
  })
  const [at, name] = random.pick(found) ?? []
  if (at === undefined) return
  if (name === 'bulletList') transform.setNodeAttribute(at, 'marker', random.pick(['disc', 'dash']))
  else if (random.chance(0.5)) transform.setNodeAttribute(at, 'start', random.int(20))
  else transform.setNodeAttribute(at, 'type', random.pick(['I', 'a', null]))
}

const EDITS: readonly Edit[] = [
  type,
  type,
  type,
  erase,
  mark,
  unmark,
  split,
  join,
  paste,
  lineBreak,
  dropBlock,
  setAttribute,
]

/** What a fragment says after a random edit, for the binding to write; null where it says the same. */
const edited = (fragment: Y.XmlFragment, random: Dice) => {
  const { doc, meta } = initProseMirrorDoc(fragment, editorSchema)
  // The editor shows an empty fragment as one empty paragraph.
  const open = doc.childCount === 0 ? doc.copy(Fragment.from(nodes.paragraph!.create())) : doc
  const transform = new Transform(open)
  const edit = random.pick(EDITS) ?? type
  edit(transform, random)
  return transform.docChanged ? { doc: transform.doc, meta } : null
}

/** One random edit of a fragment, as an editor that has it open would write it. */
export const editRichly = (fragment: Y.XmlFragment, random: Dice, origin: unknown): void => {
  const next = edited(fragment, random)
  if (next)
    fragment.doc?.transact(() => updateYFragment(fragment.doc!, fragment, next.doc, next.meta), origin)
}

/** The same edit, as whoever writes a cell as a whole writes it. */
export const editAsWhole = (fragment: Y.XmlFragment, random: Dice, origin: unknown): void => {
  const next = edited(fragment, random)
  if (!next) return
  const scratch = new Y.Doc()
  const draft = scratch.getXmlFragment('draft')
  updateYFragment(scratch, draft, next.doc, { mapping: new Map(), isOMark: new Map() })
  fragment.doc?.transact(() => writeBlocks(fragment, readFragment(draft)), origin)
}
