/** A title as a card shows it: its marks, its bullets as lines, links as plain words, for all of it stands in a button. */
import { memo, type ReactNode } from 'react'
import type { Block, Inline } from '../../shared/plan/rich.ts'

const inline = (one: Inline, at: number): ReactNode => {
  if (one.type === 'hardBreak') return ' '
  const has = (type: string) => one.marks.some((mark) => mark.type === type)
  let words: ReactNode = one.text
  if (has('strike')) words = <s>{words}</s>
  if (has('underline')) words = <u>{words}</u>
  if (has('italic')) words = <em>{words}</em>
  if (has('bold')) words = <strong>{words}</strong>
  return <span key={at}>{words}</span>
}

const line = (block: Block, marker: string, key: string): ReactNode[] => {
  if (block.type === 'paragraph') {
    return [
      <span key={key} data-item={marker === '' ? undefined : ''}>
        {marker}
        {block.content.map(inline)}
      </span>,
    ]
  }
  const sign = block.type === 'bulletList' && block.marker === 'disc' ? '• ' : '– '
  return block.items.flatMap((item, at) =>
    item.flatMap((one, part) => line(one, sign, `${key}.${at}.${part}`)),
  )
}

export const CardTitle = memo(({ blocks }: { blocks: readonly Block[] }) => (
  <>{blocks.flatMap((block, at) => line(block, '', String(at)))}</>
))
CardTitle.displayName = 'CardTitle'
