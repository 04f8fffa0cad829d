/** Where a page may be sent on to (SPEC PV9): a path of the product itself. Owns the check; pure. */

const MAX_PATH = 500
const NOWHERE = 'http://svod.invalid'

/** The path as a browser will understand it; null where it would lead elsewhere, or to no page. */
export const ownPath = (text: string): string | null => {
  if (text.length > MAX_PATH || !text.startsWith('/') || /[\p{C}\s\\]/u.test(text)) return null
  if (!URL.canParse(text, NOWHERE)) return null
  const { origin, pathname, search, hash } = new URL(text, NOWHERE)
  const path = `${pathname}${search}${hash}`
  // `/.//elsewhere` becomes `//elsewhere`, which names a host.
  const isPage = origin === NOWHERE && !pathname.startsWith('//') && !/^\/api(?:\/|$)/.test(pathname)
  return isPage && path.length <= MAX_PATH ? path : null
}
