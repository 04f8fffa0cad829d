/** Quotes within quotes. Owns which marks a quoted text has inside the marks of a message; pure. */

/** By the mark that a message opens: what the same marks become inside it. */
const INNER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '«': { '«': '„', '»': '“' },
  '“': { '“': '‘', '”': '’' },
}

/** A mark that closes without another that opens is none: 60” are inches. */
const HAS_QUOTES = /[«“]/

/** `text` as it stands behind the mark that a message opens; behind anything else it stays as it is [CX1]. */
export const insideQuotes = (mark: string, text: string): string => {
  const inner = HAS_QUOTES.test(text) ? INNER[mark] : undefined
  return inner ? text.replaceAll(/[«»“”]/g, (own) => inner[own] ?? own) : text
}

/** The values of a message; those that it quotes have the inner marks. The same object where nothing changes. */
export const valuesInQuotes = <T extends string | number>(
  template: string,
  values: Readonly<Record<string, T | string>>,
): Readonly<Record<string, T | string>> => {
  const quoting = Object.entries(values).filter(
    ([, value]) => typeof value === 'string' && HAS_QUOTES.test(value),
  )
  if (quoting.length === 0) return values
  const nested = quoting.map(([name, value]): [string, string] => {
    const at = template.indexOf(`{${name}}`)
    return [name, insideQuotes(template.charAt(at - 1), String(value))]
  })
  return { ...values, ...Object.fromEntries(nested) }
}
