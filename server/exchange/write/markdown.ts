/**
 * A plan → Markdown (GitHub's dialect): headings and a table a section. Owns escaping: no text of the plan becomes markup.
 */
import type { Block, Inline } from '../../../shared/plan/rich.ts'
import type { PrintColumn, PrintPlan, PrintSection } from './print-plan.ts'

const escape = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&')

const MARKS = { bold: '**', italic: '*', strike: '~~', underline: '' } as const

const hrefOf = (href: string): string => href.replace(/[\\<>()\s|]/g, (char) => encodeURIComponent(char))

/** Signs of emphasis hold only beside letters: spaces at the ends stand outside of them. */
const inlineText = (inline: Inline): string => {
  if (inline.type === 'hardBreak') return '<br>'
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inline.text) ?? []
  if (words === '') return inline.text
  const marked = inline.marks.reduce(
    (text, mark) => {
      if (mark.type === 'link') return `[${text}](${hrefOf(mark.href)})`
      return `${MARKS[mark.type]}${text}${MARKS[mark.type]}`
    },
    escape(words).replace(/\n/g, ' '),
  )
  return before + marked + after
}

const INDENT = '&nbsp;&nbsp;'

const markerOf = (block: Exclude<Block, { type: 'paragraph' }>, index: number): string => {
  if (block.type === 'orderedList') return `${block.start + index}\\. `
  return block.marker === 'dash' ? '– ' : '• '
}

/** Lists of a cell are lines of their own: a table of Markdown holds no blocks. */
const lines = (block: Block, depth = 0): string[] => {
  if (block.type === 'paragraph') return [INDENT.repeat(depth) + block.content.map(inlineText).join('')]
  return block.items.flatMap((item, index) => {
    const [first = '', ...rest] = item.flatMap((one) =>
      one.type === 'paragraph' ? lines(one) : lines(one, depth + 1),
    )
    return [INDENT.repeat(depth) + markerOf(block, index) + first, ...rest]
  })
}

const cellMarkdown = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => lines(block)).join('<br>')

/** What a block begins with tells its kind: a dash, a number or spaces there would make a list, a rule or code of it. */
const plainStart = (block: string): string =>
  block
    .replace(/^[ \t]+/, (spaces) => '&nbsp;'.repeat(spaces.replaceAll('\t', '    ').length))
    .replace(/^[-+]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')

const paragraphs = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'paragraph' ? lines(block).map(plainStart) : [lines(block).join('<br>')],
  )

const textLines = (text: string): string[] =>
  text === '' ? [] : [plainStart(text.split('\n').map(escape).join('<br>'))]

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const headOf = (columns: readonly PrintColumn[]): string[] => [
  row(columns.map(({ title }) => escape(title).replace(/\s+/g, ' '))),
  row(columns.map(() => '---')),
]

const sectionText = ({ title, items }: PrintSection, columns: readonly PrintColumn[]): string[] => {
  const heading = title === '' ? [] : [`## ${escape(title)}`]
  if (items.length === 0) return heading
  const rows = items.map(({ cells }) => row(columns.map(({ key }) => cellMarkdown(cells.get(key) ?? []))))
  return [...heading, [...headOf(columns), ...rows].join('\n')]
}

export const writeMarkdown = ({ plan, columns, sections, intro, outro }: PrintPlan): string => {
  const parts = [
    ...textLines(plan.front.agreed),
    ...textLines(plan.front.approved),
    `# ${escape(plan.title)}`,
    ...paragraphs(intro),
    ...sections.flatMap((section) => sectionText(section, columns)),
    ...paragraphs(outro),
  ]
  return `${parts.join('\n\n')}\n`
}
