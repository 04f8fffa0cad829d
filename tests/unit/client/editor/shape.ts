/** What of HTML is the same in the editor and in the static text. */

const KEPT: readonly string[] = ['start', 'href', 'data-marker']

/** Elements and text alone: classes and attributes of the editor itself do not count. */
export const shapeOf = (html: string): string => {
  const root = document.createElement('div')
  root.innerHTML = html
  // What ProseMirror puts beside a break for the browser's caret takes no room.
  for (const one of root.querySelectorAll('.ProseMirror-separator')) one.remove()
  for (const one of root.querySelectorAll('*')) {
    for (const { name } of Array.from(one.attributes)) {
      if (!KEPT.includes(name)) one.removeAttribute(name)
    }
  }
  return root.innerHTML
}
