/**
 * What changed inside a text, word by word, its formatting kept (SPEC DF4): the lines of both texts in one, each run of
 * words marked as kept, old or new. Pure.
 */
import { type Fate, stepsBetween } from './myers.ts'
import { type Block, type Inline, type Mark, normalizeInline } from './rich.ts'

export interface Run {
  fate: Fate
  text: string
  marks: readonly Mark[]
  /** The formatting that kept words had before; left out where it is the same. */
  was?: readonly Mark[]
}

export interface MarkedLine {
  /** Whether the line itself (a paragraph, an item of a list) is kept, gone or new. */
  fate: Fate
  /** What stands before it in a list: '•', '–', '3.'; '' for a paragraph. */
  marker: string
  /** Depth of its list, 0 for a paragraph. */
  depth: number
  runs: Run[]
}

interface Token {
  /** Equal tokens are the same word, or the same kind of line. */
  key: string
  text: string
  marks: readonly Mark[]
  line: Pick<MarkedLine, 'marker' | 'depth'> | null
}

const TOKEN = /[\p{L}\p{N}\p{M}]+(?:[-'’][\p{L}\p{N}\p{M}]+)*|\s+|[^\p{L}\p{N}\p{M}\s]/gu

/** The words, the spaces and the signs of a text, whole characters each; together they are the text. */
export const wordsOf = (text: string): string[] => text.match(TOKEN) ?? []

const lineToken = (marker: string, depth: number): Token => ({
  key: `\n${depth} ${marker === '' ? '' : 'item'}`,
  text: '',
  marks: [],
  line: { marker, depth },
})

const wordTokens = (inline: Inline): Token[] =>
  inline.type === 'hardBreak'
    ? [lineToken('', 0)]
    : wordsOf(inline.text).map((text) => ({ key: text, text, marks: inline.marks, line: null }))

const tokensOf = (blocks: readonly Block[], marker = '', depth = 0): Token[] =>
  blocks.flatMap((block, index): Token[] => {
    if (block.type === 'paragraph') {
      // Only the first paragraph of an item carries the item's marker.
      const line = lineToken(index === 0 ? marker : '', depth)
      return [line, ...normalizeInline(block.content).flatMap(wordTokens)]
    }
    return block.items.flatMap((item, at) => {
      const sign = block.type === 'orderedList' ? `${block.start + at}.` : block.marker === 'dash' ? '–' : '•'
      return tokensOf(item, sign, depth + 1)
    })
  })

/** Beyond so many differences nothing is said word by word: the old text goes, the new one comes. */
const MAX_EDITS = 800

const isThin = (token: Token | undefined): boolean =>
  token?.line === null && !/[\p{L}\p{N}]/u.test(token.text)

interface Piece {
  fate: Fate
  token: Token
  was?: readonly Mark[]
}

/** Spaces and signs between two changes belong to both: words read better in one piece than in crumbs. */
const withoutCrumbs = (pieces: readonly Piece[]): Piece[] => {
  const tidy: Piece[] = []
  let index = 0
  while (index < pieces.length) {
    let end = index
    // A group goes on over thin pieces that are kept, as long as a change follows.
    for (let at = index; at < pieces.length; at++) {
      const piece = pieces[at]
      if (!piece || piece.token.line !== null) break
      if (piece.fate !== 'kept') end = at + 1
      else if (at === index || !isThin(piece.token)) break
    }
    const group = pieces.slice(index, end)
    const piece = pieces[index]
    if (group.length === 0) {
      if (piece) tidy.push(piece)
      index++
      continue
    }
    const side = (fate: 'old' | 'new') =>
      group
        .filter((one) => one.fate !== (fate === 'old' ? 'new' : 'old'))
        .map(({ token, was }) => ({ fate, token: fate === 'old' && was ? { ...token, marks: was } : token }))
    const bothSides = group.some(({ fate }) => fate === 'old') && group.some(({ fate }) => fate === 'new')
    // Not as arguments: a long text has more words than a call may have.
    for (const one of bothSides ? [...side('old'), ...side('new')] : group) tidy.push(one)
    index = end
  }
  return tidy
}

const isSameLook = (a: Run, b: Run): boolean =>
  a.fate === b.fate && JSON.stringify([a.marks, a.was]) === JSON.stringify([b.marks, b.was])

const linesOf = (pieces: readonly Piece[]): MarkedLine[] => {
  const lines: MarkedLine[] = []
  for (const { fate, token, was } of pieces) {
    if (token.line !== null) {
      lines.push({ fate, ...token.line, runs: [] })
      continue
    }
    const runs = lines.at(-1)?.runs
    const last = runs?.at(-1)
    const run = { fate, text: token.text, marks: token.marks, ...(was && { was }) }
    if (last && isSameLook(last, run)) last.text += token.text
    else runs?.push(run)
  }
  return lines
}

/**
 * A change that could as well begin one line earlier does: the line that comes is then the one that is new, not the one
 * behind it.
 */
const slid = (pieces: readonly Piece[]): Piece[] => {
  const moved = [...pieces]
  for (let start = 1; start < moved.length; start++) {
    const fate = moved[start]?.fate
    const ahead = moved[start - 1]
    if (fate === undefined || fate === 'kept' || ahead?.fate !== 'kept' || ahead.token.line === null) continue
    let end = start
    while (moved[end + 1]?.fate === fate) end++
    const last = moved[end]
    if (last?.token.key !== ahead.token.key) continue
    moved[start - 1] = { fate, token: ahead.token }
    moved[end] = { fate: 'kept', token: last.token }
  }
  return moved
}

/** Both texts in one. Where the words are the same, the new formatting is shown, and `was` has the one before. */
export const diffWords = (before: readonly Block[], after: readonly Block[]): MarkedLine[] => {
  const [a, b] = [tokensOf(before), tokensOf(after)]
  const keys = (tokens: readonly Token[]) => tokens.map(({ key }) => key)
  const pieces = stepsBetween(keys(a), keys(b), MAX_EDITS).flatMap(([fate, index, before]): Piece[] => {
    const token = (fate === 'old' ? a : b)[index]
    const was = before === undefined ? undefined : a[before]?.marks
    const isSame = was === undefined || JSON.stringify(was) === JSON.stringify(token?.marks)
    return token ? [isSame ? { fate, token } : { fate, token, was }] : []
  })
  return linesOf(withoutCrumbs(slid(pieces)))
}
