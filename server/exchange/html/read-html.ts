/**
 * A saved page → flow: Word's, Google's, a browser's, our own. Owns which encoding it is read in and the count of what is
 * not taken over. Never runs or fetches anything.
 */
import type { Finding, FlowItem } from '../../../shared/plan/table-model.ts'
import { type DecodedText, decodeText } from '../text/decode.ts'
import { readSheets } from './css.ts'
import { PageReader } from './page.ts'
import { type HtmlNode, allElements, attributeOf, parsePage } from './parse.ts'

const NAMED = /charset\s*=\s*["']?([\w-]{3,20})/i

/** The words of a page, in the encoding that it names. */
export const decodePage = (bytes: Uint8Array): DecodedText => {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096))
  return decodeText(bytes, NAMED.exec(start)?.[1])
}

/** The policy that our own pages carry (`write/html.ts`). */
const isOwnPage = (page: readonly HtmlNode[]): boolean => {
  for (const element of allElements(page)) {
    if (element.tagName === 'body') return false
    const policy = element.tagName === 'meta' ? attributeOf(element, 'content') : undefined
    if (policy?.startsWith("default-src 'none'; style-src 'sha256-") === true) return true
  }
  return false
}

/** The words are parsed and lie in memory no longer. */
const takeText = (decoded: DecodedText): string => {
  const { text } = decoded
  decoded.text = ''
  return text
}

/** Empties `decoded`. Throws `file-inflates`, `file-too-deep`, `file-too-much-text`, `file-cell-too-long`, `file-too-wide`. */
export const readHtml = (decoded: DecodedText): { flow: FlowItem[]; findings: Finding[] } => {
  const page = parsePage(takeText(decoded))
  const { encoding, guessed } = decoded
  const reader = new PageReader(readSheets(page), isOwnPage(page))
  const flow = reader.read(page, {})
  const findings = [...reader.findings]
  const { image, object } = reader.counts
  if (guessed) findings.push({ code: 'encoding-guessed', values: { encoding } })
  if (image > 0) findings.push({ code: 'image', values: { count: image } })
  if (object > 0) findings.push({ code: 'embedded-object', values: { count: object } })
  return { flow, findings }
}
