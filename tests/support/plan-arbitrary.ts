/**
 * Plans as chance makes them (fast-check): rich text of any nesting, white space that only its author understands, rows on
 * three levels, columns in any order, odd numbers, empty cells. Owns the shapes; what is asked of them is the tests'.
 */
import fc from 'fast-check'
import type { ColumnJson, ItemDraft, PlanDraft, SectionDraft } from '../../shared/plan/json.ts'
import { type Block, type Inline, type Mark, blocksToHtml, normalizeInline } from '../../shared/plan/rich.ts'

const word = fc.constantFrom(
  'план',
  'Фестиваль «Книга»',
  'a < b & c',
  '=1+1',
  'и',
  '5',
  'Приложение',
  'УТВЕРЖДАЮ',
  'январь',
  'Название',
  '№ п/п',
  '- не список',
  '1. не номер',
  'I.',
  '😀 ünï',
  'со\u00a0склеенным',
  'х—у',
  '~*_|`#\\',
  'продолжение таблицы',
)
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\t')
/** A line as people leave it: with doubled spaces, and spaces at its ends. */
export const lineText = fc
  .tuple(
    fc.constantFrom('', '', '', ' '),
    fc.array(fc.tuple(word, gap), { maxLength: 4 }),
    fc.constantFrom('', ' '),
  )
  .map(
    ([start, words, end]) =>
      start +
      words
        .map(([one, space]) => one + space)
        .join('')
        .trim() +
      end,
  )

const simpleMarks = fc.subarray(['bold', 'italic', 'underline', 'strike'] as const)
const href = fc.constantFrom('https://example.org/a?b=1&c="d"'.replaceAll('"', "'"), 'mailto:a@example.org')
const marks: fc.Arbitrary<Mark[]> = fc
  .tuple(simpleMarks, fc.option(href, { freq: 3 }))
  .map(([types, link]) => [
    ...types.map((type): Mark => ({ type })),
    ...(link === null ? [] : [{ type: 'link' as const, href: link }]),
  ])
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('text' as const), text: lineText, marks }) },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' as const }) },
)
const paragraph = fc
  .array(inline, { maxLength: 3 })
  .map((content): Block => ({ type: 'paragraph', content: normalizeInline(content.filter(isFilled)) }))
const isFilled = (one: Inline): boolean => one.type === 'hardBreak' || one.text !== ''

const { list } = fc.letrec<{ list: Block; item: Block[] }>((tie) => ({
  item: fc
    .tuple(
      paragraph,
      fc.array(fc.oneof({ maxDepth: 2 }, { weight: 4, arbitrary: paragraph }, tie('list')), { maxLength: 2 }),
    )
    .map(([first, rest]) => [first, ...rest]),
  list: fc.oneof(
    fc
      .record({
        marker: fc.constantFrom('disc' as const, 'dash' as const),
        items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      })
      .map((one): Block => ({ type: 'bulletList', ...one })),
    fc
      .record({
        start: fc.integer({ min: 0, max: 30 }),
        items: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      })
      .map((one): Block => ({ type: 'orderedList', ...one })),
  ),
}))

/** Blocks of a rich cell. */
export const richBlocks: fc.Arbitrary<Block[]> = fc.array(
  fc.oneof({ weight: 2, arbitrary: paragraph }, { weight: 1, arbitrary: list }),
  { maxLength: 4 },
)
const html = richBlocks.map((blocks) => (blocks.length === 0 ? '' : blocksToHtml(blocks)))
const lines = fc.array(lineText, { maxLength: 4 }).map((all) => all.join('\n'))

const number = fc.constantFrom('', '1', '1.', '2.18', 'I', 'а)', ' 7 ', '12-а', '№ 3')
const item = (own: readonly string[]): fc.Arbitrary<ItemDraft> =>
  fc.record({
    level: fc.integer({ min: 0, max: 2 }),
    numbering: fc.constantFrom('auto' as const, 'typed' as const, 'none' as const),
    number,
    title: html,
    period: fc.oneof(
      lines,
      fc.constantFrom('март\nапрель', 'февраль- сентябрь', 'в течение года по запросу'),
    ),
    cells: fc.record(Object.fromEntries(own.map((key) => [key, lines]))),
    state: fc.constantFrom('planned' as const, 'in-progress' as const, 'done' as const, 'moved' as const),
  })

const section = (own: readonly string[]): fc.Arbitrary<SectionDraft> =>
  fc.record({
    title: fc.oneof(lineText, fc.constantFrom('', 'Апрель', 'Раздел 2')),
    department: fc.constantFrom(null, 'method', 'a-1_B'),
    items: fc.array(item(own), { maxLength: 4 }),
  })

const columnTitle = fc.oneof(lineText, fc.constantFrom('', 'Сроки', 'Ответственный'))
const columnsWith = (own: readonly string[], hide: boolean): fc.Arbitrary<ColumnJson[]> =>
  fc
    .tuple(
      fc.shuffledSubarray(['number', 'title', 'period', ...own], { minLength: 3 + own.length }),
      fc.array(columnTitle, { minLength: 3 + own.length, maxLength: 3 + own.length }),
      fc.constantFrom('', ...(hide ? ['number', 'period', ...own] : [])),
    )
    .map(([keys, titles, hidden]) =>
      keys.map((key, at) => ({
        key,
        title: titles[at] ?? '',
        ...(key === hidden ? { hidden: true } : {}),
      })),
    )

/** `hide`: one of the columns may be hidden, with what stands in it. */
export const planDrafts = ({ hide }: { hide: boolean }): fc.Arbitrary<PlanDraft> =>
  fc.integer({ min: 0, max: 3 }).chain((count) => {
    const own = Array.from({ length: count }, (_, at) => `c${at + 1}`)
    return fc.record(
      {
        title: lineText,
        year: fc.integer({ min: 1900, max: 2200 }),
        organisation: lineText,
        numbering: fc.constant('plan' as const),
        front: fc.record({ agreed: lines, approved: lines, intro: html, outro: html }),
        columns: columnsWith(own, hide),
        sections: fc.array(section(own), { maxLength: 3 }),
      },
      { requiredKeys: ['title', 'year', 'organisation', 'front', 'columns', 'sections'] },
    )
  })
