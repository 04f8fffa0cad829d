/** The element that scrolls the sheet: given by the page, found by its style. */

const SCROLLS = /auto|scroll|overlay/

/** The nearest ancestor that scrolls, else the page itself. */
export const scrollerOf = (element: HTMLElement): HTMLElement => {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (SCROLLS.test(getComputedStyle(at).overflowY)) return at
  }
  return element.ownerDocument.documentElement
}
