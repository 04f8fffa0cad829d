/** Text and attributes of XML. Owns escaping, and that no character goes in which XML cannot hold. */

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** Text between tags. */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)

/** The value of an attribute, which would else lose its line breaks. */
export const xmlAttribute = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"\t\n\r]/g, (char) => ENTITIES[char] ?? char)

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
