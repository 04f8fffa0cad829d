/** Writing other words into a text that others are typing in. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { makeFragment, readFragment } from '../../../shared/plan/fragment.ts'
import { parseHtml } from '../../../shared/plan/html.ts'
import { type Block, blocksToHtml, blocksToText, normalizeInline } from '../../../shared/plan/rich.ts'
import { writeBlocks } from '../../../shared/plan/write-blocks.ts'

const word = fc.constantFrom('раз', 'два', 'три', ' ', '. ', '😀', '👨‍👩‍👧', 'a\u0301', '<&>')
const mark = fc.constantFrom(
  { type: 'bold' as const },
  { type: 'italic' as const },
  { type: 'link' as const, href: 'https://a.example/' },
  { type: 'link' as const, href: 'https://b.example/' },
)
const inline = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('text' as const),
      text: word,
      marks: fc.array(mark, { maxLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' as const }) },
)
const paragraph: fc.Arbitrary<Block> = fc
  .array(inline, { maxLength: 6 })
  .map((content): Block => ({ type: 'paragraph', content: normalizeInline(content) }))
const { block } = fc.letrec<{ block: Block; list: Block }>((tie) => ({
  block: fc.oneof({ depthSize: 'small', withCrossShrink: true }, paragraph, paragraph, tie('list')),
  list: fc
    .tuple(
      fc.constantFrom('disc' as const, 'dash' as const, 1, 3),
      fc.array(fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 1 })), { minLength: 1, maxLength: 4 }),
    )
    .map(([sign, all]): Block => {
      const items = all.map(([first, rest]) => [first, ...rest])
      return typeof sign === 'number'
        ? { type: 'orderedList', start: sign, items }
        : { type: 'bulletList', marker: sign, items }
    }),
}))
const blocks = fc.array(block, { minLength: 1, maxLength: 4 })

const fragmentOf = (doc: Y.Doc): Y.XmlFragment => doc.getMap('rows').get('x') as Y.XmlFragment
const htmlOf = (doc: Y.Doc): string => blocksToHtml(readFragment(fragmentOf(doc)))

const docWith = (content: readonly Block[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.getMap('rows').set('x', makeFragment(content))
  return doc
}

/** Two replicas of a text. */
const pairOf = (html: string): [Y.Doc, Y.Doc] => {
  const [mine, theirs] = [docWith(parseHtml(html)), new Y.Doc()]
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  return [mine, theirs]
}

/** Brings two replicas together; what both say then. */
const merged = (a: Y.Doc, b: Y.Doc): string => {
  const [ofA, ofB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(a, ofB)
  Y.applyUpdate(b, ofA)
  expect(htmlOf(a)).toBe(htmlOf(b))
  return htmlOf(a)
}

const write = (doc: Y.Doc, html: string): void =>
  doc.transact(() => writeBlocks(fragmentOf(doc), parseHtml(html)), 'me')

const textsOf = (node: Y.XmlFragment): Y.XmlText[] =>
  node.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child]
    return child instanceof Y.XmlElement ? textsOf(child) : []
  })

/** Types `words` before `at` of the text number `which`. */
const type = (doc: Y.Doc, which: number, at: number, words: string): void =>
  textsOf(fragmentOf(doc))[which]?.insert(at, words)

describe('writing into a text', () => {
  it('[RT3] what is written is what is read, whatever stood there, and undo brings that back', () => {
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        const doc = docWith(before)
        const html = htmlOf(doc)
        const undo = new Y.UndoManager(doc.getMap('rows'), { trackedOrigins: new Set(['me']) })
        doc.transact(() => writeBlocks(fragmentOf(doc), after), 'me')
        expect(htmlOf(doc)).toBe(blocksToHtml(after))
        undo.undo()
        expect(htmlOf(doc)).toBe(html)
        undo.redo()
        expect(htmlOf(doc)).toBe(blocksToHtml(after))
      }),
      { numRuns: 200 },
    )
  })

  it('[RT3] the same of a text in which every word was written by itself, with the marks of an editor', () => {
    const [doc] = pairOf('<p>раз</p>')
    type(doc, 0, 3, ' два три')
    const text = textsOf(fragmentOf(doc))[0]
    text?.format(0, 7, { 'link--aB3dEf+/': { href: 'https://a.example/', target: '_blank' } })
    text?.format(4, 7, { bold: true })
    ;(fragmentOf(doc).get(0) as Y.XmlElement).insert(1, [new Y.XmlText('!'), new Y.XmlText(' да')])
    for (const html of [
      '<p>раз <strong>два</strong> <a href="https://a.example/">три</a>! нет</p>',
      '<p></p>',
      '<p>один<br>раз</p><ul><li>два</li></ul>',
    ]) {
      write(doc, html)
      expect(htmlOf(doc)).toBe(html)
    }
  })

  it('[RT4] words that somebody types into a title stay when its last word is changed', () => {
    const [mine, theirs] = pairOf('<p>Конкурс чтецов в школе</p>')
    type(theirs, 0, 0, 'Городской праздник. ')
    write(mine, '<p>Конкурс чтецов в лицее</p>')
    expect(merged(mine, theirs)).toBe('<p>Городской праздник. Конкурс чтецов в лицее</p>')
  })

  it('[RT4] words that somebody types into one bullet stay when another is changed, and one comes before', () => {
    const [mine, theirs] = pairOf('<ul><li>Заявки до марта</li><li>Очный тур</li><li>Итоги</li></ul>')
    type(theirs, 0, 0, 'Сначала: ')
    type(theirs, 1, 9, ' в библиотеке')
    write(mine, '<ul><li>Положение</li><li>Заявки до мая</li><li>Очный тур</li><li>Награждение</li></ul>')
    expect(merged(mine, theirs)).toBe(
      '<ul><li>Положение</li><li>Сначала: Заявки до мая</li><li>Очный тур в библиотеке</li><li>Награждение</li></ul>',
    )
  })

  it('[RT4] words stay where a list gets another sign and other numbers, and a line break goes', () => {
    const [mine, theirs] = pairOf('<ol><li>раз</li></ol><ul><li>два</li></ul><p>три<br>четыре</p>')
    for (const at of [0, 1, 2, 3]) type(theirs, at, 0, 'и ')
    write(mine, '<ol start="4"><li>раз</li></ol><ul data-marker="dash"><li>два</li></ul><p>три</p>')
    expect(merged(mine, theirs)).toBe(
      '<ol start="4"><li>и раз</li></ol><ul data-marker="dash"><li>и два</li></ul><p>и трии&#32;</p>',
    )
  })

  it('[RT4] a paragraph becomes bold while somebody types into it', () => {
    const [mine, theirs] = pairOf('<p>Конкурс чтецов</p>')
    type(theirs, 0, 8, 'юных ')
    write(mine, '<p><strong>Конкурс чтецов</strong></p>')
    expect(merged(mine, theirs)).toBe('<p><strong>Конкурс юных чтецов</strong></p>')
  })

  it('[RT4] words stay in a text that is emptied, or written anew altogether', () => {
    for (const html of ['<p></p>', '<p>Совсем другое дело</p>']) {
      const [mine, theirs] = pairOf('<p>Конкурс чтецов</p>')
      type(theirs, 0, 8, 'юных ')
      write(mine, html)
      expect(merged(mine, theirs)).toContain('юных')
    }
  })

  it('[RT4] whatever is written, every word that is typed into what stays is there', () => {
    const typed = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 30 }))
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 1 }),
        paragraph,
        typed,
        (before, after, [which, at]) => {
          const [mine, theirs] = pairOf(blocksToHtml(before))
          const texts = textsOf(fragmentOf(theirs))
          const text = texts[which % Math.max(1, texts.length)]
          text?.insert(Math.min(at, text.length), 'новое')
          mine.transact(() => writeBlocks(fragmentOf(mine), [after]))
          expect(merged(mine, theirs)).toContain(text ? 'новое' : '')
        },
      ),
    )
  })

  it('[RT4] no character of two halves is torn', () => {
    const [doc] = pairOf('<p>А😀Б</p>')
    write(doc, '<p>А😁Б</p>')
    const parts = textsOf(fragmentOf(doc)).flatMap((text) => text.toDelta() as { insert: string }[])
    expect(parts.map(({ insert }) => insert).join('')).toBe('А😁Б')
    const runs: string[] = []
    for (let item = textsOf(fragmentOf(doc))[0]?._start ?? null; item !== null; item = item.right)
      runs.push(item.content instanceof Y.ContentString ? item.content.str : '')
    expect(runs.join('|')).not.toMatch(/\p{Surrogate}/u)
  })

  it('[RT4] one word of a long text is one deletion and one insertion', () => {
    const words = Array.from({ length: 4000 }, (_, at) => `слово${at}`)
    const doc = docWith(parseHtml(`<p>${words.join(' ')}</p>`))
    const before = Y.encodeStateVector(doc)
    write(doc, `<p>${words.with(2000, 'иное').join(' ')}</p>`)
    expect(Y.encodeStateAsUpdate(doc, before).length).toBeLessThan(100)
    expect(blocksToText(readFragment(fragmentOf(doc)))).toContain('слово1999 иное слово2001')
  })

  it('[RT3] texts and lists that have nothing in common are written as well, however long', () => {
    const long = (count: number, sign: string): string =>
      Array.from({ length: count }, (_, at) => `<p>${sign}${at} ${sign}</p>`).join('')
    const words = (count: number, sign: string): string =>
      Array.from({ length: count }, (_, at) => `${sign}${at}`).join(' ')
    const items = `<li>б</li><li></li>`.repeat(600)
    const all = [
      long(900, 'а'),
      `<p>${words(3000, 'а')}</p>`,
      `<p>${words(2500, 'б')}</p>${long(700, 'в')}`,
      `<ul>${items}</ul>`,
      `<ul><li>а</li>${items}<li></li></ul>`,
      long(20, 'б'),
    ]
    const doc = docWith([])
    for (const html of all) {
      write(doc, html)
      expect(htmlOf(doc)).toBe(html)
    }
  })
})
