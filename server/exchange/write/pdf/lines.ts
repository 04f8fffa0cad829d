/**
 * Blocks → lines that fit a width. Owns breaking text; must not draw. Measures in points.
 */
import type { Block, Inline } from '../../../../shared/plan/rich.ts'
import type { FontBook, Stretch } from './fonts.ts'

/** A stretch of a line in one style, at its place from the left edge of the text. */
export interface Piece extends Stretch {
  x: number
  underline: boolean
  strike: boolean
  href: string | null
}

export interface Line {
  pieces: readonly Piece[]
  width: number
}

/** A paragraph or list item. */
export interface Para {
  lines: readonly Line[]
  /** Left edge of its text from the left edge of the cell. */
  indent: number
  /** Space above it. */
  before: number
  /** How many lists it stands in; 0 for none. */
  depth: number
  /** What stands before an item's first line; null for paragraphs and what follows in an item. */
  marker: readonly Piece[] | null
}

export interface Measure {
  fonts: FontBook
  size: number
}

interface Styled extends Stretch {
  underline: boolean
  strike: boolean
  href: string | null
}

/** Pieces between two places where a line may end, the space at its end told apart. */
interface Chunk {
  pieces: Styled[]
  width: number
  space: number
}

const MARKER_GAP = 4
const LIST_STEP = 15

const styledOf = (inline: Extract<Inline, { type: 'text' }>, text: string, fonts: FontBook): Styled[] => {
  const has = (type: string) => inline.marks.some((mark) => mark.type === type)
  const link = inline.marks.find((mark) => mark.type === 'link')
  const style = {
    underline: has('underline') || link !== undefined,
    strike: has('strike'),
    href: link?.href ?? null,
  }
  return fonts
    .stretches(text, { bold: has('bold'), italic: has('italic') })
    .map((one) => ({ ...one, ...style }))
}

/** Ends of lines may be behind spaces and hyphens. */
const CHUNKS = /[^ \t\n-]*-*[ \t\n]*/g

const sum = (pieces: readonly { width: number }[]): number =>
  pieces.reduce((all, { width }) => all + width, 0)

/** Pieces of one line's worth of text, cut where a line may end; a word in two styles stays one chunk. */
const chunksOf = (content: readonly Inline[], fonts: FontBook): Chunk[] => {
  const chunks: Chunk[] = []
  let open: Chunk | null = null
  for (const inline of content) {
    if (inline.type === 'hardBreak') continue
    for (const [text] of inline.text.matchAll(CHUNKS)) {
      if (text === '') continue
      open ??= { pieces: [], width: 0, space: 0 }
      const words = text.replace(/[ \t\n]+$/, '')
      const [letters, space] = [
        styledOf(inline, words, fonts),
        styledOf(inline, text.slice(words.length), fonts),
      ]
      open.pieces.push(...letters, ...space)
      open.width += sum(letters)
      open.space = sum(space)
      if (space.length > 0 || words.endsWith('-')) {
        chunks.push(open)
        open = null
      } else open.space = 0
    }
  }
  return open === null ? chunks : [...chunks, open]
}

/** A word that is wider than the line, letter by letter. */
const brokenChunk = (chunk: Chunk, width: number, fonts: FontBook): Chunk[] => {
  const parts: Chunk[] = []
  let part: Chunk = { pieces: [], width: 0, space: 0 }
  for (const piece of chunk.pieces) {
    for (const letter of piece.text) {
      const face = { bold: piece.font.includes('-bold'), italic: piece.font.includes('-italic') }
      const one = fonts.stretches(letter, face).map((stretch) => ({ ...piece, ...stretch }))
      if (part.pieces.length > 0 && part.width + sum(one) > width) {
        parts.push(part)
        part = { pieces: [], width: 0, space: 0 }
      }
      part.pieces.push(...one)
      part.width += sum(one)
    }
  }
  return [...parts, part]
}

const isSameStyle = (a: Piece, b: Styled): boolean =>
  a.font === b.font && a.underline === b.underline && a.strike === b.strike && a.href === b.href

const lineOf = (chunks: readonly Chunk[]): Line => {
  const pieces: Piece[] = []
  let x = 0
  for (const piece of chunks.flatMap((chunk) => chunk.pieces)) {
    const last = pieces.at(-1)
    if (last && isSameStyle(last, piece)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + piece.text, width: last.width + piece.width }
    } else pieces.push({ ...piece, x })
    x += piece.width
  }
  return { pieces, width: x - (chunks.at(-1)?.space ?? 0) }
}

/** Content between two hard breaks. */
const rows = (content: readonly Inline[]): Inline[][] => {
  const all: Inline[][] = [[]]
  for (const inline of content) {
    if (inline.type === 'hardBreak') all.push([])
    else all.at(-1)?.push(inline)
  }
  return all
}

/** Lines of a paragraph; an empty one has an empty line. */
export const breakLines = (content: readonly Inline[], width: number, fonts: FontBook): Line[] =>
  rows(content).flatMap((row) => {
    const lines: Line[] = []
    let line: Chunk[] = []
    let used = 0
    const chunks = chunksOf(row, fonts).flatMap((chunk) =>
      chunk.width > width ? brokenChunk(chunk, width, fonts) : [chunk],
    )
    for (const chunk of chunks) {
      if (line.length > 0 && used + chunk.width > width) {
        lines.push(lineOf(line))
        line = []
        used = 0
      }
      line.push(chunk)
      used += chunk.width + chunk.space
    }
    return [...lines, lineOf(line)]
  })

const plain = (text: string): Inline[] => (text === '' ? [] : [{ type: 'text', text, marks: [] }])

const markerPieces = (text: string, fonts: FontBook): readonly Piece[] =>
  breakLines(plain(text), 1000, fonts)[0]?.pieces ?? []

const markerOf = (list: Exclude<Block, { type: 'paragraph' }>, at: number): string => {
  if (list.type === 'orderedList') return `${list.start + at}.`
  return list.marker === 'dash' ? '-' : '•'
}

interface Where {
  width: number
  depth: number
  before: number
}

const listParas = (
  list: Exclude<Block, { type: 'paragraph' }>,
  where: Where,
  { fonts, size }: Measure,
): Para[] =>
  list.items.flatMap((item, at) => {
    const depth = where.depth + 1
    const [first, ...rest] = item
    const marker = markerPieces(markerOf(list, at), fonts)
    const indent = Math.max(depth * LIST_STEP, sum(marker) + MARKER_GAP)
    const content = first?.type === 'paragraph' ? first.content : []
    const lead: Para = {
      lines: breakLines(content, where.width - indent, fonts),
      indent,
      before: at === 0 ? where.before : 0,
      depth,
      marker,
    }
    const others = first?.type === 'paragraph' ? rest : item
    return [
      lead,
      ...others.flatMap((block) => blockParas(block, { ...where, depth, before: 0 }, { fonts, size })),
    ]
  })

const blockParas = (block: Block, where: Where, measure: Measure): Para[] => {
  if (block.type !== 'paragraph') return listParas(block, where, measure)
  const indent = where.depth * LIST_STEP
  const lines = breakLines(block.content, where.width - indent, measure.fonts)
  return [{ lines, indent, before: where.before, depth: where.depth, marker: null }]
}

/** Paragraphs and items of blocks, set in `width`. */
export const parasOf = (blocks: readonly Block[], width: number, measure: Measure): Para[] =>
  blocks.flatMap((block, at) =>
    blockParas(block, { width, depth: 0, before: at > 0 ? measure.size * 0.5 : 0 }, measure),
  )

/** Bare text, a paragraph a line. */
export const textParas = (text: string, width: number, measure: Measure, face?: 'bold'): Para[] =>
  text.split('\n').map((line, at) => {
    const content: Inline[] =
      line === '' ? [] : [{ type: 'text', text: line, marks: face === 'bold' ? [{ type: 'bold' }] : [] }]
    const before = at > 0 ? measure.size * 0.5 : 0
    return { lines: breakLines(content, width, measure.fonts), indent: 0, before, depth: 0, marker: null }
  })
