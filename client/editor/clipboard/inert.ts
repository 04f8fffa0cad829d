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

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
/** An attribute with its value, so that words inside values are not taken for names. */
const ATTRIBUTE = /([\s"'/])([a-z][\w:.-]*)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))/gi

const renamed = (whole: string, before: string, name: string, value: string): string => {
  const lower = name.toLowerCase()
  if (lower === 'style') return `${before}${STYLE_ATTRIBUTE}${value}`
  return lower.startsWith('on') ? `${before}data-${lower}${value}` : whole
}

export const inertDocument = (html: string): Inert => {
  const sheets: string[] = []
  const bare = html
    .replace(STYLE, (_, sheet: string) => {
      sheets.push(sheet)
      return ''
    })
    .replace(TAG, (tag) => (/\s(?:style|on)/i.test(tag) ? tag.replace(ATTRIBUTE, renamed) : tag))
  const { body } = new DOMParser().parseFromString(bare, 'text/html')
  return { body, sheet: sheets.join('\n') }
}
