/**
 * Marks the words of a cell that threads are about, with the browser's own highlights: nothing is put into the text, so
 * that it stands the same in an open cell, in a closed one, and without marks. Where a browser has none, words stay plain.
 */
import { type RefObject, useEffect } from 'react'
import { cellText, findWords, pointAt } from '../../shared/comments/anchor.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { CellMark } from '../plan/row-comments.ts'
import { rangeBetween } from './caret-dom.ts'
import type { Spot } from './grid-nav.ts'
import { useSheet } from './sheet-context.ts'
import { fragmentAt } from './spots.ts'
import './word-marks.css'

/** Names of the highlights in `word-marks.css`; the second is drawn over the first. */
const NAMES = { open: 'thread', active: 'thread-active' } as const

const highlightOf = (name: string): Highlight | null => {
  if (typeof Highlight === 'undefined') return null
  const known = CSS.highlights.get(name)
  if (known) return known
  const made = new Highlight()
  made.priority = name === NAMES.active ? 1 : 0
  CSS.highlights.set(name, made)
  return made
}

/** The words of one thread as they are drawn in the cell; null where they are gone. */
const rangeOf = (session: PlanSession, spot: Spot, cell: HTMLElement, mark: CellMark): Range | null => {
  const fragment = fragmentAt(session.doc, spot)
  const root = cell.querySelector('.rich')
  const words = fragment && root && findWords(fragment, mark)
  if (!words) return null
  const text = cellText(fragment)
  const [from, to] = [pointAt(text, words.from), pointAt(text, words.to)]
  return from && to && rangeBetween(root, from, to)
}

/** Marks the words now; returns the way to unmark them. */
const paint = (session: PlanSession, spot: Spot, cell: HTMLElement, marks: readonly CellMark[]) => {
  const drawn: [Highlight, Range][] = []
  for (const mark of marks) {
    if (mark.quote === '') continue
    const highlight = highlightOf(mark.active ? NAMES.active : NAMES.open)
    const range = highlight && rangeOf(session, spot, cell, mark)
    if (range) drawn.push([highlight, range])
  }
  for (const [highlight, range] of drawn) highlight.add(range)
  return () => drawn.forEach(([highlight, range]) => highlight.delete(range))
}

interface WordMarksProps {
  cell: RefObject<HTMLElement | null>
  spot: Spot
  marks: readonly CellMark[]
}

export const WordMarks = ({ cell, spot, marks }: WordMarksProps) => {
  const { session } = useSheet()
  useEffect(() => {
    const element = cell.current
    if (!element) return
    let unmark = paint(session, spot, element, marks)
    // The text is drawn anew by React, and by the editor without React's knowing.
    const observer = new MutationObserver(() => {
      unmark()
      unmark = paint(session, spot, element, marks)
    })
    observer.observe(element, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
      unmark()
    }
  }, [cell, session, spot, marks])
  return null
}
