/** What XML can hold. Owns which characters go into no file of Office: a single one of them, and Excel opens none of it. */
import { cutText } from '../../../shared/cut-text.ts'

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/** The text without what XML cannot hold. */
export const heldByXml = (text: string): string => text.replace(FORBIDDEN, '')

/** What fits into a cell of Excel. */
const LONGEST = 32_767

/** A text as a cell of Excel can have it; one that is longer ends with «…». */
export const sheetText = (text: string): string => {
  const held = heldByXml(text)
  return held.length <= LONGEST ? held : `${cutText(held, LONGEST - 1)}…`
}
