/** The editor over every tree that the server lets into a plan: it shows all of it, and writes nothing. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { RichView } from '../../../../client/editor/RichView.tsx'
import { readFragment } from '../../../../shared/plan/fragment.ts'
import { copyOf } from '../../../support/drafts.ts'
import { type Dice, dice } from '../../../support/random.ts'
import { cell, codeOf, judge, planOf } from '../../access/world.ts'
import { closeCells, mount } from './open-cell.ts'
import { shapeOf } from './shape.ts'

afterEach(closeCells)

const MARKS: readonly Record<string, unknown>[] = [
  {},
  { bold: {} },
  { bold: true, 'bold--abcdefgh': {} },
  { italic: {}, underline: {}, strike: true },
  { link: { href: 'https://example.org/', target: '_blank', rel: 'x', class: null } },
  { link: { href: 'mailto:a@example.org' }, 'link--AAAAAAA=': { href: 'https://example.org/b' } },
]

const setting = (element: Y.XmlElement, name: string, value: unknown): void =>
  element.setAttribute(name, value as string)

const textIn = (random: Dice): Y.XmlText => {
  const text = new Y.XmlText()
  for (let parts = random.int(3); parts > 0; parts--)
    text.insert(0, random.pick(['слово ', 'b', ' ', '\n', 'ё']) ?? 'x', random.pick(MARKS) ?? {})
  return text
}

const blocks = (random: Dice, depth: number, most = 3): Y.XmlElement[] =>
  Array.from({ length: random.int(most + 1) }, () => block(random, depth))

const block = (random: Dice, depth: number): Y.XmlElement => {
  const name = depth > 2 ? 'paragraph' : (random.pick(['paragraph', 'bulletList', 'orderedList']) ?? '')
  const element = new Y.XmlElement(name)
  if (name === 'paragraph') {
    const inline = () => (random.chance(0.7) ? textIn(random) : new Y.XmlElement('hardBreak'))
    element.insert(0, Array.from({ length: random.int(4) }, inline))
    return element
  }
  if (random.chance(0.5)) setting(element, 'tight', random.chance(0.5))
  if (name === 'bulletList' && random.chance(0.5)) setting(element, 'marker', random.pick(['disc', 'dash']))
  if (name === 'orderedList' && random.chance(0.7))
    setting(element, 'start', random.pick([0, 1, 7, -3, Number.NaN, 1e15]))
  if (name === 'orderedList' && random.chance(0.3)) setting(element, 'type', 'a')
  const items = Array.from({ length: random.int(3) }, () => {
    const item = new Y.XmlElement('listItem')
    item.insert(0, blocks(random, depth + 1))
    return item
  })
  element.insert(0, items)
  return element
}

/** Puts a tree into a cell, as a stock client would. */
const fill = (doc: Y.Doc, seed: number): void => {
  const fragment = cell(doc)
  fragment.delete(0, fragment.length)
  fragment.insert(0, blocks(dice(seed), 0, 4))
}

/** The elements of the text where no editor is open. */
const stillOf = (fragment: Y.XmlFragment): string => {
  const still = renderToStaticMarkup(createElement(RichView, { blocks: readFragment(fragment) }))
  return shapeOf(/^<div class="rich">(.*)<\/div>$/s.exec(still)?.[1] ?? '')
}

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

describe('an editor over any tree that may stand in a plan', () => {
  it.each(SEEDS)('[CE13] shows its words and elements and writes nothing: %i', (seed) => {
    const plan = planOf()
    expect(codeOf(judge(plan, (copy) => fill(copy, seed)))).toBe('ok')
    fill(plan, seed)
    const doc = copyOf(plan)
    const before = Y.encodeStateAsUpdate(doc)
    const { editor, fragment, updates } = mount(doc, cell(doc))
    editor.commands.setTextSelection(1)
    editor.commands.selectAll()
    editor.setOptions({})
    expect(updates()).toBe(0)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect(shapeOf(editor.view.dom.innerHTML)).toBe(stillOf(fragment))
  })

  it.each(SEEDS)('[CE13] follows a colleague who puts it there, and writes nothing: %i', (seed) => {
    const doc = copyOf(planOf())
    const { editor, fragment, updates } = mount(doc, cell(doc))
    const copy = copyOf(doc)
    fill(copy, seed)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)))
    expect(updates()).toBe(1)
    expect(fragment.toJSON()).toBe(cell(copy).toJSON())
    expect(shapeOf(editor.view.dom.innerHTML)).toBe(stillOf(fragment))
  })
})
