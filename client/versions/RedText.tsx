/** A text with what changed in it: old words struck, new ones underlined, and both named to screen readers. Owns the drawing. */
import { Fragment, type ReactNode, memo, useMemo } from 'react'
import { parseHtml } from '../../shared/plan/html.ts'
import type { RichText } from '../../shared/plan/json.ts'
import type { Fate } from '../../shared/plan/myers.ts'
import { type Block, type Mark, textToBlocks } from '../../shared/plan/rich.ts'
import { type MarkedLine, type Run, diffWords } from '../../shared/plan/words.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import styles from './redline.module.css'

/** A rich text or a plain one; null where there is none. */
export type Words = RichText | string | null

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const

const marked = (text: string, marks: readonly Mark[]): ReactNode =>
  marks.reduce<ReactNode>((inner, mark) => {
    if (mark.type === 'link') return <span className={styles.link}>{inner}</span>
    const Tag = TAGS[mark.type]
    return <Tag>{inner}</Tag>
  }, text)

const Piece = ({ run: { fate, text, marks } }: { run: Run }) => {
  const say = useText()
  const inner = marked(text, marks)
  if (fate === 'kept') return inner
  const Tag = fate === 'old' ? 'del' : 'ins'
  return (
    <Tag className={styles[fate]}>
      <span className="visually-hidden">{say(fate === 'old' ? 'redline.old' : 'redline.new')} </span>
      {inner}
    </Tag>
  )
}

const Line = ({ line: { fate, marker, depth, runs } }: { line: MarkedLine }) => (
  <p className={cx(styles.line, depth > 0 && styles.item)} data-fate={fate} data-depth={depth}>
    {marker !== '' && <span className={styles.marker}>{marker}</span>}
    <span>
      {runs.map((run, index) => (
        <Fragment key={index}>
          <Piece run={run} />
        </Fragment>
      ))}
    </span>
  </p>
)

const blocksOf = (words: Words): readonly Block[] => {
  if (words === null) return []
  if (typeof words === 'string') return words === '' ? [] : textToBlocks(words)
  return words.html === '' ? blocksOf(words.text) : parseHtml(words.html)
}

export interface RedTextProps {
  was: Words
  is: Words
  /** The whole of it is old or new: then no word is told apart. */
  whole?: Fate
}

/** Both in one; what is the same on both sides is plain. */
export const RedText = memo(({ was, is, whole = 'kept' }: RedTextProps) => {
  const lines = useMemo(() => {
    const one = whole === 'new' ? is : was
    return whole === 'kept' ? diffWords(blocksOf(was), blocksOf(is)) : diffWords(blocksOf(one), blocksOf(one))
  }, [was, is, whole])
  return lines.map((line, index) => <Line key={index} line={line} />)
})
