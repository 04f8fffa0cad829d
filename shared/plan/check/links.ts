/** Links that cannot be one: no host, a comma for a dot, a broken scheme, an address without @. Owns telling them; fetches nothing. */
import { withoutTail } from '../without-tail.ts'
import type { Block, Inline } from '../rich.ts'

const HOST =
  /^(?:localhost|(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+(?:xn--[a-z\d-]{2,59}|\p{L}{2,24})|\d{1,3}(?:\.\d{1,3}){3})$/iu

const hostOf = (href: string): string | null => {
  const found = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)(?::\d{1,5})?(?:[/?#]|$)/i.exec(href)
  return found?.[1] ?? null
}

const isPossible = (href: string): boolean => {
  if (/^mailto:/i.test(href)) return /^mailto:[^@\s,;]+@(?:[\p{L}\d-]+\.)+\p{L}{2,24}(?:\?|$)/iu.test(href)
  if (/^tel:/i.test(href)) return (href.match(/\d/g) ?? []).length >= 3
  const host = hostOf(href)
  return host !== null && HOST.test(host)
}

/** What was meant for an address in plain text: http and www with anything behind them, also with a slip in the scheme. */
const ADDRESS = /(?:h{1,2}t{1,3}p{1,2}s?(?:\s?[:;]\s?\/{0,3}|\/\/:?)|www[.,])[^\s<>«»"“”()[\]]*/giu

const cleaned = (address: string): string => withoutTail(address, /[.,;:!?…]/u)

const isWrittenRight = (address: string): boolean => {
  const full = /^www/i.test(address) ? `http://${address}` : address
  return /^https?:\/\//i.test(full) && isPossible(full)
}

const inText = (text: string): string[] =>
  (text.match(ADDRESS) ?? []).map(cleaned).filter((address) => address.length > 4 && !isWrittenRight(address))

const inlineLinks = (inline: Inline): string[] => {
  if (inline.type !== 'text') return []
  const link = inline.marks.find((mark) => mark.type === 'link')
  if (link?.type === 'link') return isPossible(link.href) ? [] : [link.href]
  return inText(inline.text)
}

/** The links of a cell that cannot be one, as they are written. */
export const linksOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'paragraph'
      ? block.content.flatMap(inlineLinks)
      : block.items.flatMap((item) => linksOf(item)),
  )
