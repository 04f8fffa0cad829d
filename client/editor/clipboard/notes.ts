/**
 * Footnotes and endnotes of copied HTML: Word and Writer put a mark where the note belongs and its words behind the text.
 * Owns finding both; in cells there is nothing behind the text, so the reader puts the words where the mark stood.
 */
import type { Declarations } from './css.ts'

type StyleOf = (element: Element) => Declarations

/** What a note says, by what its mark names; asked of every link. Null for one that is no mark of a note. */
export type NoteOf = (link: Element, style: Declarations) => string | null

/** Writer's note is `<div id="sdfootnote1">`; in it stands a link back to the mark. */
const WRITER_NOTE = /^sd(?:foot|end)note\d+$/
const WRITER_MARK = /^#(sd(?:foot|end)note\d+)sym$/

const isWriterNote = (element: Element): boolean =>
  element.localName === 'div' && WRITER_NOTE.test(element.id)

const isWordNote = (style: Declarations): boolean => /^(?:foot|end)note$/.test(style.get('mso-element') ?? '')

/** Whether an element is the words of a note, or Word's list of them: no words of the text around it. */
export const isNote = (element: Element, style: Declarations): boolean =>
  isWriterNote(element) || /^(?:foot|end)note(?:-list)?$/.test(style.get('mso-element') ?? '')

const wordsOf = (note: Element): string => {
  const copy = note.cloneNode(true) as Element
  // The mark, once more, as a link back to the text.
  copy.querySelector('a[href^="#"]')?.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim()
}

const markedBy = (link: Element, style: Declarations): string | null =>
  style.get('mso-footnote-id') ??
  style.get('mso-endnote-id') ??
  WRITER_MARK.exec(link.getAttribute('href') ?? '')?.[1] ??
  null

/**
 * The notes of a document by their marks, each given once, and none that stands in another: a page may mark one note, or nest
 * it, a thousand times. A mark whose note was not copied or was given is read as any other link.
 */
export const notesOf = (body: Element, styleOf: StyleOf): NoteOf => {
  const notes = new Map<string, string>()
  let last: Element | null = null
  for (const div of body.querySelectorAll('div[id]')) {
    if (last?.contains(div) || !(isWriterNote(div) || isWordNote(styleOf(div)))) continue
    notes.set(div.id.toLowerCase(), wordsOf(div))
    last = div
  }
  return (link, style) => {
    const mark = markedBy(link, style)
    const note = mark === null ? undefined : notes.get(mark)
    if (mark === null || note === undefined) return null
    notes.delete(mark)
    return note
  }
}
