/** Rich text of a plan in small: what the preview shows of a cell. Draws blocks, never raw HTML. */
import { Fragment, type ReactNode } from 'react'
import { parseHtml } from '../../shared/plan/html.ts'
import type { Block, Inline, Mark } from '../../shared/plan/rich.ts'

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's', link: 'span' } as const

const marked = (words: ReactNode, marks: readonly Mark[]): ReactNode =>
  marks.reduce<ReactNode>((inner, { type }) => {
    const Tag = TAGS[type]
    return <Tag>{inner}</Tag>
  }, words)

const Words = ({ content }: { content: readonly Inline[] }) =>
  content.map((inline, index) =>
    inline.type === 'hardBreak' ? (
      <br key={index} />
    ) : (
      <Fragment key={index}>{marked(inline.text, inline.marks)}</Fragment>
    ),
  )

const Blocks = ({ blocks }: { blocks: readonly Block[] }): ReactNode =>
  blocks.map((block, index) => {
    if (block.type === 'paragraph') {
      return (
        <p key={index}>
          <Words content={block.content} />
        </p>
      )
    }
    const items = block.items.map((item, at) => (
      <li key={at}>
        <Blocks blocks={item} />
      </li>
    ))
    return block.type === 'orderedList' ? (
      <ol key={index} start={block.start}>
        {items}
      </ol>
    ) : (
      <ul key={index} data-marker={block.marker}>
        {items}
      </ul>
    )
  })

export const MiniRich = ({ html }: { html: string }) => <Blocks blocks={parseHtml(html)} />
