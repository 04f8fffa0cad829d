/**
 * The text of a cell without an editor: from `Block[]` exactly the elements that ProseMirror makes of the same text,
 * so that focusing a cell does not move one pixel.
 */
import { type ReactNode, memo } from 'react'
import type { Block, Inline, Mark } from '../../shared/plan/rich.ts'
import './rich.css'

/** Outermost first: the order of the editor's schema, in which ProseMirror nests marks. */
const ORDER = ['link', 'bold', 'italic', 'underline', 'strike'] as const
const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const

const sameMark = (a: Mark | undefined, b: Mark | undefined): boolean =>
  a?.type === b?.type && (a?.type !== 'link' || (b?.type === 'link' && a.href === b.href))

const marksOf = (inline: Inline): readonly Mark[] =>
  inline.type === 'text'
    ? [...inline.marks].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
    : []

const wrap = (inner: ReactNode, mark: Mark, key: number): ReactNode => {
  if (mark.type !== 'link') {
    const Tag = TAGS[mark.type]
    return <Tag key={key}>{inner}</Tag>
  }
  return (
    <a key={key} href={mark.href} rel="noopener noreferrer nofollow" target="_blank" tabIndex={-1}>
      {inner}
    </a>
  )
}

/** Neighbours with the same mark at this depth stand in one element, as ProseMirror draws them. */
const drawInlines = (content: readonly Inline[], depth = 0): ReactNode[] => {
  const drawn: ReactNode[] = []
  for (let at = 0; at < content.length;) {
    const inline = content[at]
    const mark = inline && marksOf(inline)[depth]
    let end = at + 1
    if (mark) {
      for (let next = content[end]; next && sameMark(marksOf(next)[depth], mark); next = content[end]) end++
      drawn.push(wrap(drawInlines(content.slice(at, end), depth + 1), mark, at))
    } else if (inline?.type === 'hardBreak') drawn.push(<br key={at} />)
    else if (inline) drawn.push(inline.text)
    at = end
  }
  return drawn
}

const needsBreak = (content: readonly Inline[]): boolean => {
  const last = content.at(-1)
  return last === undefined || last.type === 'hardBreak' || last.text.endsWith('\n')
}

const drawBlock = (block: Block, key: number): ReactNode => {
  if (block.type === 'paragraph') {
    return (
      <p key={key}>
        {drawInlines(block.content)}
        {needsBreak(block.content) && <br />}
      </p>
    )
  }
  const items = block.items.map((item, index) => <li key={index}>{item.map(drawBlock)}</li>)
  if (block.type === 'bulletList') {
    return (
      <ul key={key} data-marker={block.marker === 'dash' ? 'dash' : undefined}>
        {items}
      </ul>
    )
  }
  return (
    <ol key={key} start={block.start === 1 ? undefined : block.start}>
      {items}
    </ol>
  )
}

const EMPTY: readonly Block[] = [{ type: 'paragraph', content: [] }]

/** Draws blocks; an empty cell has one empty line. */
export const RichView = memo(({ blocks }: { blocks: readonly Block[] }) => (
  <div className="rich">{(blocks.length === 0 ? EMPTY : blocks).map(drawBlock)}</div>
))
RichView.displayName = 'RichView'
