/**
 * Paragraphs of a flow → rich text blocks. Owns lists (those of the file and those typed with a dash or a bullet).
 * Must not drop a word: a marker that became a list is the only thing that leaves the text.
 */
import type { Block, Inline, Mark } from './rich.ts'
import type { Para, Span } from './table-model.ts'
import { isBlank, plainSpan, rawText } from './table-text.ts'

const DASH = /^\s*[-\u2010-\u2015\u2212]\s+/
const TIGHT_DASH = /^\s*[-\u2013\u2014](?=[\p{L}«"“„(])/u
/** «§» is a bullet of Wingdings, but before a number it is a paragraph of some law. */
const BULLET = /^\s*(?:[•·▪●◦○■□◆♦➢➤✓✔❖*\uf0b7\uf0a7\uf0d8\uf0fc]|\u00a7(?!\s*[\dIVX]))\s+/u

/** Whether a text begins with a dash or a bullet that makes it an item of a list. */
export const isTypedItem = (text: string): boolean => DASH.test(text) || BULLET.test(text)

const STAR = /^\s*\*\s/

type Kind = 'dash' | 'disc' | 'number'

interface Entry {
  para: Para
  /** null for a paragraph of its own. */
  list: { kind: Kind; level: number; start: number } | null
}

/** Cuts the first `count` characters off a paragraph's spans. */
const cutStart = (spans: readonly Span[], count: number): Span[] => {
  const rest: Span[] = []
  let left = count
  for (const span of spans) {
    const text = span.text.slice(Math.min(left, span.text.length))
    left -= span.text.length - text.length
    if (text !== '') rest.push({ ...span, text })
  }
  return rest
}

/** The lines of a paragraph as spans. */
const spanLines = (spans: readonly Span[]): Span[][] => {
  const lines: Span[][] = [[]]
  for (const span of spans) {
    span.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...span, text })
    })
  }
  return lines
}

/** A paragraph whose lines are typed list items becomes a paragraph a line. */
const explode = (para: Para): Para[] => {
  const lines = rawText(para).split('\n')
  const listed = lines.filter((line) => DASH.test(line) || BULLET.test(line)).length
  if (lines.length < 2 || listed === 0) return [para]
  return spanLines(para.spans).map((spans, index) => ({
    ...para,
    spans,
    list: index === 0 ? para.list : null,
  }))
}

const markerOf = (text: string, tight: boolean): { kind: 'dash' | 'disc'; length: number } | null => {
  const dash = DASH.exec(text) ?? (tight ? TIGHT_DASH.exec(text) : null)
  if (dash) return { kind: 'dash', length: dash[0].length }
  const bullet = BULLET.exec(text)
  return bullet ? { kind: 'disc', length: bullet[0].length } : null
}

/** The only paragraph with an asterisk: one marks a note, several make a list. */
const loneStar = (paras: readonly Para[]): Para | undefined => {
  const starred = paras.filter((para) => STAR.test(rawText(para)))
  return starred.length === 1 ? starred[0] : undefined
}

const SIMPLE_NUMBER = /^\d{1,5}\.$/
const DASH_MARK = /^[-\u2010-\u2015\u2212]$/

const entryOf = (para: Para, tight: boolean): Entry => {
  const typed = para.list?.kind === 'number' ? null : markerOf(rawText(para), tight)
  if (typed) {
    const level = para.list?.level ?? 0
    return {
      para: { ...para, spans: cutStart(para.spans, typed.length) },
      list: { kind: typed.kind, level, start: 1 },
    }
  }
  if (para.list === null) return { para, list: null }
  const { kind, level, text, count } = para.list
  if (kind === 'bullet')
    return { para, list: { kind: DASH_MARK.test(text) ? 'dash' : 'disc', level, start: 1 } }
  if (SIMPLE_NUMBER.test(text)) return { para, list: { kind: 'number', level, start: count } }
  // A number in a form that a list cannot print again («а)», «1.2») stays as text.
  return { para: { ...para, spans: [plainSpan(`${text} `), ...para.spans] }, list: null }
}

const marksOf = (span: Span): Mark[] => {
  const marks: Mark[] = []
  if (span.bold) marks.push({ type: 'bold' })
  if (span.italic) marks.push({ type: 'italic' })
  if (span.underline && span.href === null) marks.push({ type: 'underline' })
  if (span.strike) marks.push({ type: 'strike' })
  if (span.href !== null) marks.push({ type: 'link', href: span.href })
  return marks
}

export const sameStyle = (a: Span, b: Span): boolean =>
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.strike === b.strike &&
  a.href === b.href

/** Neighbouring spans of one style joined, white space made single, ends trimmed. */
const mergeSpans = (spans: readonly Span[]): Span[] => {
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    const before = last?.text ?? ' '
    let text = span.text.replace(/[ \t\r\f\v]+/g, ' ').replace(/ ?\n ?/g, '\n')
    if (/[ \n]$/.test(before)) text = text.replace(/^ +/, '')
    if (text === '') continue
    if (last && (sameStyle(last, span) || (text === ' ' && span.href === null && last.href === null))) {
      merged[merged.length - 1] = { ...last, text: before + text }
    } else merged.push({ ...span, text })
  }
  const last = merged.pop()
  if (last === undefined) return []
  const text = last.text.replace(/[ \n]+$/, '')
  return text === '' ? mergeSpans(merged) : [...merged, { ...last, text }]
}

const inlineOf = (span: Span): Inline[] =>
  span.text.split('\n').flatMap((text, index): Inline[] => {
    const words: Inline[] = text === '' ? [] : [{ type: 'text', text, marks: marksOf(span) }]
    return index === 0 ? words : [{ type: 'hardBreak' }, ...words]
  })

const contentOf = (para: Para): Inline[] => mergeSpans(para.spans).flatMap(inlineOf)
const paragraphBlock = (para: Para): Block => ({ type: 'paragraph', content: contentOf(para) })

const listBlock = (kind: Kind, start: number, items: Block[][]): Block =>
  kind === 'number'
    ? { type: 'orderedList', start, items }
    : { type: 'bulletList', marker: kind === 'dash' ? 'dash' : 'disc', items }

/**
 * Entries from `from` on that belong to one list: same level and kind, or deeper. Numbers must count up by one, for
 * a list prints nothing else.
 */
const listEnd = (entries: readonly Entry[], from: number): number => {
  const first = entries[from]?.list
  let end = from
  let items = 0
  while (end < entries.length) {
    const list = entries[end]?.list
    if (!first || !list || list.level < first.level) break
    if (list.level === first.level) {
      if (list.kind !== first.kind || (list.kind === 'number' && list.start !== first.start + items)) break
      items += 1
    }
    end += 1
  }
  return end
}

const itemsOf = (entries: readonly Entry[], level: number): Block[][] => {
  const items: Block[][] = []
  let at = 0
  while (at < entries.length) {
    const entry = entries[at] as Entry
    if ((entry.list?.level ?? 0) <= level || items.length === 0) {
      items.push([paragraphBlock(entry.para)])
      at += 1
    } else {
      const end = listEnd(entries, at)
      items.at(-1)?.push(blockOfList(entries.slice(at, end)))
      at = end
    }
  }
  return items
}

const blockOfList = (entries: readonly Entry[]): Block => {
  const first = entries[0]?.list ?? { kind: 'disc' as const, level: 0, start: 1 }
  return listBlock(first.kind, first.start, itemsOf(entries, first.level))
}

/** The blocks of a cell or of a text between tables; empty paragraphs are left out. */
export const blocksOf = (paras: readonly Para[]): Block[] => {
  const filled = paras.flatMap(explode).filter((para) => !isBlank(para))
  const note = loneStar(filled)
  const entries = filled.map((para) =>
    para === note ? { para, list: null } : entryOf(para, filled.length > 1),
  )
  const blocks: Block[] = []
  let at = 0
  while (at < entries.length) {
    const entry = entries[at] as Entry
    const end = entry.list ? listEnd(entries, at) : at + 1
    blocks.push(entry.list ? blockOfList(entries.slice(at, end)) : paragraphBlock(entry.para))
    at = end
  }
  return blocks
}
