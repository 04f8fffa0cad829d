/** Rich text through all its forms. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeFragment, readFragment } from '../../../shared/plan/fragment.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import {
  type Block,
  blocksToHtml,
  blocksToLine,
  blocksToText,
  headingOf,
  textToLine,
  normalizeInline,
  textToBlocks,
} from '../../../shared/plan/rich.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { writeBlocks } from '../../../shared/plan/write-blocks.ts'
import { planDoc, planDraft } from '../../support/drafts.ts'

const word = fc.stringMatching(/^[а-яa-z<>&"«»]{1,8}$/)
const marks = fc
  .subarray(['bold', 'italic', 'underline', 'strike'] as const)
  .map((types) => types.map((type) => ({ type })))
const text = fc.record({ type: fc.constant('text' as const), text: word, marks })
const paragraph: fc.Arbitrary<Block> = fc
  .array(text, { maxLength: 3 })
  .map((content): Block => ({ type: 'paragraph', content: normalizeInline(content) }))

const items = fc.array(fc.tuple(paragraph), { minLength: 1, maxLength: 3 })
const list = fc.oneof(
  fc
    .record({ marker: fc.constantFrom('disc' as const, 'dash' as const), items })
    .map((one): Block => ({ type: 'bulletList', ...one })),
  fc
    .record({ start: fc.integer({ min: 1, max: 9 }), items })
    .map((one): Block => ({ type: 'orderedList', ...one })),
)
const blocks = fc.array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 4 })

const stored = (content: readonly Block[]): Y.XmlFragment => {
  const fragment = makeFragment(content)
  new Y.Doc().getMap('rows').set('x', fragment)
  return fragment
}

describe('rich text', () => {
  it('[RT1] survives fragment, HTML and back', () => {
    fc.assert(
      fc.property(blocks, (content) => {
        const html = blocksToHtml(readFragment(stored(content)))
        expect(html).toBe(blocksToHtml(content))
        expect(blocksToHtml(parseHtml(html))).toBe(html)
      }),
    )
  })

  it('[RT1] keeps the spaces that somebody typed, drops those that lay out the source', () => {
    const typed: Block[] = [
      { type: 'paragraph', content: [{ type: 'text', text: ' раз  два\t', marks: [{ type: 'bold' }] }] },
      { type: 'paragraph', content: [{ type: 'text', text: ' ', marks: [] }] },
    ]
    const html = blocksToHtml(typed)
    expect(html).toBe('<p><strong>&#32;раз &#32;два&#9;</strong></p><p>&#32;</p>')
    expect(parseHtml(html)).toEqual(typed)
    expect(blocksToHtml(parseHtml('<p>\n  раз\n  два\n</p>\n<ul>\n<li>три </li></ul>'))).toBe(
      '<p>раз два</p><ul><li>три</li></ul>',
    )
  })

  it('[RT1] the paragraph that a list item begins with is one paragraph', () => {
    const html = '<ul><li><p>раз</p><p>два</p></li><li></li></ul>'
    expect(blocksToHtml(parseHtml(html))).toBe(html)
  })

  it('[RT1] plain text has one paragraph or list item a line', () => {
    const html =
      '<p>Работа:</p><ul data-marker="dash"><li>раз</li><li>два</li></ul><ol start="3"><li>три</li></ol>'
    expect(blocksToText(parseHtml(html))).toBe('Работа:\n- раз\n- два\n3. три')
    expect(blocksToText(textToBlocks('март\nапрель'))).toBe('март\nапрель')
  })

  it('[KG4] in one line a list stands without its dashes, from blocks and from their text alike', () => {
    const blocks = parseHtml(
      '<p>По соглашению:</p><ul data-marker="dash"><li>конкурс - очно;</li><li>зуминар</li></ul>',
    )
    expect(blocksToLine(blocks)).toBe('По соглашению: конкурс - очно; зуминар')
    expect(textToLine(blocksToText(blocks))).toBe(blocksToLine(blocks))
  })

  it('[KG4] the title of a plan or a section keeps a dash that was typed', () => {
    const draft = planDraft(1, 0)
    draft.title = '- План  работы'
    for (const section of draft.sections) section.title = '- Конкурсы'
    const plan = projectPlan(planDoc(draft), 'p')
    expect([plan.title, plan.sections[0]?.title]).toEqual(['- План работы', '- Конкурсы'])
    expect(headingOf(parseHtml('<ul data-marker="dash"><li>раз</li><li>- два</li></ul>'))).toBe('раз - два')
  })

  it.each([
    ['<script>alert(1)</script>да', 'да'],
    ['<style>p{}</style><p>да</p>', 'да'],
    ['<p onclick="x()">да</p>', 'да'],
    ['<table><tr><td>раз</td><td>два</td></tr></table>', 'раз\nдва'],
    ['<a href="javascript:alert(1)">да</a>', 'да'],
    ['5 < 6 & 7 > 2', '5 < 6 & 7 > 2'],
    ['&lt;b&gt; &#1044;&#x430; &nbsp;&bad;', '<b> Да \u00a0&bad;'],
    ['<li>без списка</li>', 'без списка'],
    ['<b><i>не закрыто', 'не закрыто'],
    ['<!-- нет --><p>да', 'да'],
  ])('[RT2] reads %s', (html, expected) => {
    const content = parseHtml(html)
    expect(blocksToText(content)).toBe(expected)
    expect(blocksToHtml(content)).not.toMatch(/script|onclick|javascript/)
  })

  it('[RT2] reads any string without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'binary' }),
        (html) => void parseHtml(`<p>${html}</ul><li>`),
      ),
    )
  })

  it('[RT2] keeps safe links', () => {
    expect(blocksToHtml(parseHtml('<a href="https://libkem.su/?a=1&amp;b=2">сайт</a>'))).toBe(
      '<p><a href="https://libkem.su/?a=1&amp;b=2">сайт</a></p>',
    )
  })

  it('[RT3] replaces only the blocks that differ', () => {
    const fragment = stored(textToBlocks('один\nдва\nтри'))
    const [first, , last] = fragment.toArray()
    writeBlocks(fragment, textToBlocks('один\nдругое\nи ещё\nтри'))
    expect(blocksToText(readFragment(fragment))).toBe('один\nдругое\nи ещё\nтри')
    expect(fragment.get(0)).toBe(first)
    expect(fragment.get(3)).toBe(last)
  })

  it('[DM7] unknown nodes and marks have a reading', () => {
    const doc = new Y.Doc()
    const fragment = doc.getXmlFragment('f')
    const heading = new Y.XmlElement('heading')
    const strange = new Y.XmlText()
    strange.insert(0, 'слово', { glow: {}, 'link--x1': { href: 'javascript:1' }, bold: {} })
    heading.insert(0, [strange])
    fragment.insert(0, [heading, new Y.XmlText('голый текст')])
    expect(blocksToHtml(readFragment(fragment))).toBe('<p><strong>слово</strong></p><p>голый текст</p>')
  })
})
