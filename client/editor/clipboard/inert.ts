/**
 * Copied HTML as a document that is not shown: it runs nothing and fetches nothing. Owns its making. Styles and handlers
 * are set aside before the browser sees them, for the page's policy would report each of them, blocked as they are.
 */

/** Where the text of a `style` attribute is kept. */
export const STYLE_ATTRIBUTE = 'data-style'

export interface Inert {
  readonly body: HTMLElement
  /** The text of all style sheets in it. */
  readonly sheet: string
}

const STYLE_BEGINS = /<style\b/gi
const STYLE_ENDS = /<\/style\s*>/gi
const TAG_BEGINS = /<[a-z]/gi
/** Where a tag ends, or a value begins in which a `>` ends nothing. */
const TAG_STOPS = /[>"']/g
/** An attribute with its value, so that words inside values are not taken for names. */
const ATTRIBUTE = /([\s"'/])([a-z][\w:.-]*)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))/gi

const renamed = (whole: string, before: string, name: string, value: string): string => {
  const lower = name.toLowerCase()
  if (lower === 'style') return `${before}${STYLE_ATTRIBUTE}${value}`
  return lower.startsWith('on') ? `${before}data-${lower}${value}` : whole
}

/** The next place from `from` on, null where there is none. */
const next = (pattern: RegExp, html: string, from: number): { at: number; behind: number } | null => {
  pattern.lastIndex = from
  const found = pattern.exec(html)
  return found && { at: found.index, behind: pattern.lastIndex }
}

/** Where a style sheet and its tags stand, null where nothing from `from` on is one as a whole. */
const nextSheet = (html: string, from: number) => {
  const begins = next(STYLE_BEGINS, html, from)
  const inner = begins ? html.indexOf('>', begins.behind) + 1 : 0
  const ends = begins && inner > 0 ? next(STYLE_ENDS, html, inner) : null
  return begins && ends && { at: begins.at, inner, innerEnd: ends.at, behind: ends.behind }
}

/** The HTML without its style sheets. One that does not end stays: nothing behind it does. */
const withoutSheets = (html: string): { rest: string; sheets: string[] } => {
  const kept: string[] = []
  const sheets: string[] = []
  let from = 0
  for (let one = nextSheet(html, 0); one; one = nextSheet(html, from)) {
    kept.push(html.slice(from, one.at))
    sheets.push(html.slice(one.inner, one.innerEnd))
    from = one.behind
  }
  return { rest: kept.join('') + html.slice(from), sheets }
}

/** Behind the tag that goes on at `from`, 0 where no tag ends any more. A quotation mark without its other half is a letter. */
const tagEnd = (html: string, from: number): number => {
  for (let stop = next(TAG_STOPS, html, from); stop; stop = next(TAG_STOPS, html, stop.behind)) {
    const sign = html.charAt(stop.at)
    if (sign === '>') return stop.behind
    const other = html.indexOf(sign, stop.behind)
    if (other >= 0) stop.behind = other + 1
  }
  return 0
}

const bareTag = (tag: string): string => (/\s(?:style|on)/i.test(tag) ? tag.replace(ATTRIBUTE, renamed) : tag)

/** Every tag through `bareTag`, from the left in one pass: where one does not end, none behind it does. */
const withBareTags = (html: string): string => {
  const pieces: string[] = []
  let from = 0
  for (let tag = next(TAG_BEGINS, html, 0); tag; tag = next(TAG_BEGINS, html, from)) {
    const end = tagEnd(html, tag.behind)
    if (end === 0) break
    pieces.push(html.slice(from, tag.at), bareTag(html.slice(tag.at, end)))
    from = end
  }
  return pieces.join('') + html.slice(from)
}

/** Made in one pass over the text: a page that was written to be slow costs what any other of its length does. */
export const inertDocument = (html: string): Inert => {
  const { rest, sheets } = withoutSheets(html)
  const { body } = new DOMParser().parseFromString(withBareTags(rest), 'text/html')
  return { body, sheet: sheets.join('\n') }
}
