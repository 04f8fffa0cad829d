/** Text and attributes of XML. Owns escaping, and that no character goes in which XML cannot hold. */
import { heldByXml } from '../xml-chars.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Text between tags. */
export const xmlText = (text: string): string =>
  heldByXml(text).replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)

/** The value of an attribute, which would else lose its line breaks. */
export const xmlAttribute = (text: string): string =>
  heldByXml(text).replace(/[&<>"\t\n\r]/g, (char) => ENTITIES[char] ?? char)

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
