/**
 * Paragraphs of a file that Svod wrote → blocks, to the letter: nothing is tidied, guessed or left out. Items of one kind and
 * depth are one list, unless their style says that another one begins.
 */
import { type Block, type Inline, type Mark, normalizeInline } from '../../../shared/plan/rich.ts'
import type { Para, Span } from '../../../shared/plan/table-model.ts'
import { LIST_TEXT_STYLE, NEW_LIST_STYLE } from './marks.ts'

interface OpenList {
  kind: 'disc' | 'dash' | 'number'
  start: number
  items: Block[][]
}

const marksOf = ({ bold, italic, underline, strike, href }: Span): Mark[] => [
  ...(bold ? [{ type: 'bold' as const }] : []),
  ...(italic ? [{ type: 'italic' as const }] : []),
  ...(underline ? [{ type: 'underline' as const }] : []),
  ...(strike ? [{ type: 'strike' as const }] : []),
  ...(href === null ? [] : [{ type: 'link' as const, href }]),
]

const inlineOf = (span: Span): Inline[] =>
  span.text.split('\n').flatMap((text, at): Inline[] => {
    const words: Inline[] = text === '' ? [] : [{ type: 'text', text, marks: marksOf(span) }]
    return at === 0 ? words : [{ type: 'hardBreak' }, ...words]
  })

const paragraphOf = (para: Para): Block => ({
  type: 'paragraph',
  content: normalizeInline(para.spans.flatMap(inlineOf)),
})

const kindOf = ({ list }: Para): OpenList['kind'] => {
  if (list?.kind === 'number') return 'number'
  return list !== null && /^[-\u2010-\u2015\u2212]$/.test(list.text) ? 'dash' : 'disc'
}

const blockOf = ({ kind, start, items }: OpenList): Block =>
  kind === 'number' ? { type: 'orderedList', start, items } : { type: 'bulletList', marker: kind, items }

/** How deep the list is whose item a further paragraph belongs to; null for paragraphs outside of lists. */
const furtherLevel = (style: string): number | null => {
  if (!style.startsWith(LIST_TEXT_STYLE)) return null
  const level = Number(style.slice(LIST_TEXT_STYLE.length)) - 1
  return Number.isInteger(level) && level >= 0 ? level : null
}

class BlockReader {
  private readonly root: Block[] = []
  private readonly open: OpenList[] = []

  private home(): Block[] {
    return this.open.at(-1)?.items.at(-1) ?? this.root
  }

  /** Ends the lists that are deeper than `count`. */
  private closeTo(count: number): void {
    while (this.open.length > count) {
      const list = this.open.pop()
      if (list) this.home().push(blockOf(list))
    }
  }

  private addItem(para: Para, level: number): void {
    const kind = kindOf(para)
    this.closeTo(level + 1)
    const goesOn = this.open[level]?.kind === kind && para.own?.style !== NEW_LIST_STYLE
    if (!goesOn) this.closeTo(level)
    const item = [paragraphOf(para)]
    if (goesOn) this.open[level]?.items.push(item)
    else this.open.push({ kind, start: para.list?.count ?? 1, items: [item] })
  }

  add(para: Para): void {
    const further = furtherLevel(para.own?.style ?? '')
    if (para.list) this.addItem(para, Math.min(para.list.level, this.open.length))
    else {
      this.closeTo(further === null ? 0 : further + 1)
      this.home().push(paragraphOf(para))
    }
  }

  finish(): Block[] {
    this.closeTo(0)
    return this.root
  }
}

/** The blocks of a cell, empty paragraphs included. */
export const ownBlocks = (paras: readonly Para[]): Block[] => {
  const reader = new BlockReader()
  for (const para of paras) reader.add(para)
  return reader.finish()
}
