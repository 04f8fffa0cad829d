/**
 * How an element of a page looks: the few properties that a plan keeps, out of `style` attributes and of rules for classes
 * (Word and Google Docs write both). Not a style engine: rules for anything but one class are passed over.
 */
import { type HtmlElement, allElements, attributeOf, classesOf, textIn, type HtmlNode } from './parse.ts'

export interface Look {
  bold?: boolean
  italic?: boolean
  underline?: boolean
  strike?: boolean
  align?: 'left' | 'center' | 'right'
  hidden?: boolean
}

const ALIGNS: Readonly<Record<string, Look['align']>> = {
  left: 'left',
  start: 'left',
  justify: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
}

const weightOf = (value: string): boolean | undefined => {
  if (value.startsWith('bold')) return true
  if (/^\d+$/.test(value)) return Number(value) >= 600
  return value === 'normal' ? false : undefined
}

const put = <Key extends keyof Look>(look: Look, key: Key, value: Look[Key] | undefined): void => {
  if (value !== undefined) look[key] = value
}

const readProperty = (look: Look, name: string, value: string): void => {
  if (name === 'font-weight') put(look, 'bold', weightOf(value))
  else if (name === 'font-style') put(look, 'italic', /^(?:italic|oblique)/.test(value))
  else if (name === 'text-align') put(look, 'align', ALIGNS[value])
  else if (name === 'display') put(look, 'hidden', value === 'none')
  else if (name === 'visibility' || name === 'mso-hide')
    put(look, 'hidden', /^(?:hidden|collapse|all)/.test(value))
  else if (name === 'text-decoration' || name === 'text-decoration-line') {
    put(look, 'underline', value.includes('underline'))
    put(look, 'strike', value.includes('line-through'))
  }
}

/** The properties of a declaration block. */
export const lookOfStyle = (style: string): Look => {
  const look: Look = {}
  for (const declaration of style.slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const value = declaration.slice(colon + 1).replace(/!important/i, '')
    readProperty(look, declaration.slice(0, colon).trim().toLowerCase(), value.trim().toLowerCase())
  }
  return look
}

const MAX_RULES = 5_000

const LONGEST_SELECTORS = 2_000

/** Each innermost `selectors{block}`, found in one pass however the sheet was written. */
function* rulesIn(css: string): Generator<{ selectors: string; block: string }> {
  let from = 0
  for (let end = css.indexOf('}'); end >= 0; end = css.indexOf('}', from)) {
    const piece = css.slice(from, end)
    from = end + 1
    const brace = piece.lastIndexOf('{')
    if (brace < 1) continue
    const begin = Math.max(piece.lastIndexOf('{', brace - 1) + 1, brace - LONGEST_SELECTORS)
    yield { selectors: piece.slice(begin, brace), block: piece.slice(brace + 1) }
  }
}

/** Looks by class name. */
export type Sheet = ReadonlyMap<string, Look>

/** Rules of the page's own sheets that are for one class («.c1», «p.MsoTitle»). */
export const readSheets = (page: readonly HtmlNode[]): Sheet => {
  const sheet = new Map<string, Look>()
  for (const element of allElements(page)) {
    if (element.tagName !== 'style') continue
    const css = textIn(element).replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, '')
    for (const { selectors, block } of rulesIn(css)) {
      const look = lookOfStyle(block)
      for (const selector of selectors.split(',')) {
        const name = /^\s*[a-z0-9]*\.([\w-]+)\s*$/i.exec(selector)?.[1]
        if (name !== undefined && sheet.size < MAX_RULES) sheet.set(name, { ...sheet.get(name), ...look })
      }
    }
  }
  return sheet
}

const TAGS: Readonly<Record<string, Look>> = {
  b: { bold: true },
  strong: { bold: true },
  th: { bold: true, align: 'center' },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  u: { underline: true },
  ins: { underline: true },
  s: { strike: true },
  strike: { strike: true },
  del: { strike: true },
  center: { align: 'center' },
}

/** What an element says of its own look; what it leaves open it takes from around it. */
export const lookOf = (element: HtmlElement, sheet: Sheet): Look => {
  const align = ALIGNS[(attributeOf(element, 'align') ?? '').toLowerCase()]
  return {
    ...TAGS[element.tagName],
    ...(align === undefined || element.tagName === 'table' ? {} : { align }),
    ...(attributeOf(element, 'hidden') === undefined ? {} : { hidden: true }),
    ...Object.assign({}, ...classesOf(element).map((name) => sheet.get(name) ?? {})),
    ...lookOfStyle(attributeOf(element, 'style') ?? ''),
  }
}
