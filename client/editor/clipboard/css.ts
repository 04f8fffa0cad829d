/**
 * As much of the styles of copied HTML as says something of its words: bold, italic, hidden, white space. Owns reading
 * declarations and class rules as text: the browser computes no styles for a document that is not shown.
 */

export type Declarations = ReadonlyMap<string, string>

const NONE: Declarations = new Map()

/** «font-weight:700; mso-list:l0 level1» → its properties, lower-cased. */
export const declarationsOf = (style: string | null): Declarations => {
  if (style === null || style === '') return NONE
  const found = new Map<string, string>()
  for (const one of style.split(';')) {
    const colon = one.indexOf(':')
    if (colon > 0)
      found.set(
        one.slice(0, colon).trim().toLowerCase(),
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

const RULE = /([^{}@]+)\{([^{}]*)\}/g
const ONE_CLASS = /^[a-z]*\.([\w-]+)$/i
const MOST_RULES = 5000

/** The rules of a sheet that select by one class; Excel keeps bold and italics there. */
export const classRules = (sheet: string): ClassRules => {
  const rules = new Map<string, Declarations>()
  const text = sheet.replace(/<!--|-->/g, ' ').replace(/\/\*[\s\S]*?\*\//g, ' ')
  for (const [, selectors = '', body = ''] of text.matchAll(RULE)) {
    for (const selector of selectors.split(',')) {
      const name = ONE_CLASS.exec(selector.trim())?.[1]
      if (name === undefined || rules.size >= MOST_RULES) continue
      rules.set(name, new Map([...(rules.get(name) ?? NONE), ...declarationsOf(body)]))
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
