/**
 * As much of the styles of copied HTML as says something of its words: bold, italic, hidden, white space. Owns reading
 * declarations and class rules as text: the browser computes no styles for a document that is not shown.
 */

/** The properties that anybody asks for; of others nothing is kept, so that a rule is short however long its text is. */
const PROPERTIES = [
  'display',
  'font-style',
  'font-weight',
  'height',
  'list-style-type',
  'mso-element',
  'mso-endnote-id',
  'mso-footnote-id',
  'mso-hide',
  'mso-ignore',
  'mso-list',
  'mso-spacerun',
  'mso-special-character',
  'mso-tab-count',
  'text-decoration',
  'text-decoration-line',
  'visibility',
  'white-space',
  'width',
] as const
type Property = (typeof PROPERTIES)[number]

export type Declarations = ReadonlyMap<Property, string>

const NONE: Declarations = new Map()

const isProperty = (name: string): name is Property => (PROPERTIES as readonly string[]).includes(name)

/** «font-weight:700; mso-list:l0 level1» → its properties, lower-cased. */
export const declarationsOf = (style: string | null): Declarations => {
  if (style === null || style === '') return NONE
  const found = new Map<Property, string>()
  for (const one of style.split(';')) {
    const colon = one.indexOf(':')
    const name = one.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (isProperty(name))
      found.set(
        name,
        one
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      )
  }
  return found
}

/** Rules of one class each («.xl66», «td.font5»), by class. */
export type ClassRules = ReadonlyMap<string, Declarations>

const ONE_CLASS = /^[a-z]*\.([\w-]+)$/i
const MOST_RULES = 5000

/** The text without what is remarked in it; a remark that does not end stays. */
const withoutRemarks = (text: string): string => {
  const kept: string[] = []
  let from = 0
  for (;;) {
    const at = text.indexOf('/*', from)
    const end = at < 0 ? -1 : text.indexOf('*/', at + 2)
    if (end < 0) break
    kept.push(text.slice(from, at))
    from = end + 2
  }
  return [...kept, text.slice(from)].join(' ')
}

/** Rules as selectors and body: what is before a `}` back to the nearest `{`, and before that back to where it began. */
const rulesIn = (text: string): { selectors: string; body: string }[] =>
  text
    .split('}')
    .slice(0, -1)
    .flatMap((piece) => {
      const open = piece.lastIndexOf('{')
      if (open < 1) return []
      const begins = Math.max(piece.lastIndexOf('{', open - 1), piece.lastIndexOf('@', open - 1)) + 1
      return [{ selectors: piece.slice(begins, open), body: piece.slice(open + 1) }]
    })

/** The rules of a sheet that select by one class; Excel keeps bold and italics there. */
export const classRules = (sheet: string): ClassRules => {
  const rules = new Map<string, Map<Property, string>>()
  for (const { selectors, body } of rulesIn(withoutRemarks(sheet.replace(/<!--|-->/g, ' ')))) {
    const said = declarationsOf(body)
    for (const selector of selectors.split(',')) {
      const name = ONE_CLASS.exec(selector.trim())?.[1]
      if (name === undefined || rules.size >= MOST_RULES) continue
      const rule = rules.get(name) ?? new Map<Property, string>()
      for (const [property, value] of said) rule.set(property, value)
      rules.set(name, rule)
    }
  }
  return rules
}

export const isHiding = (style: Declarations): boolean =>
  style.get('display') === 'none' ||
  style.get('mso-hide') === 'all' ||
  style.get('mso-element') === 'comment-list' ||
  style.get('visibility') === 'hidden'

/** Whether a length is nothing at all; null says nothing of it. */
export const isZero = (length: string | null | undefined): boolean =>
  length != null && /^0+(?:\.0*)?\s*(?:px|pt|cm|in|mm)?$/.test(length.trim())
