/** Words to the clipboard. Owns that browsers refuse it, and have none at all for pages over plain http. */

/** The old way, which needs no secure page; only right after a click or a key. */
const copyByCommand = (words: string): boolean => {
  let done = false
  const stop = new AbortController()
  const { signal } = stop
  // Without a selection the command is only there for a page that says so.
  document.addEventListener('beforecopy', (event) => event.preventDefault(), { signal, capture: true })
  document.addEventListener(
    'copy',
    (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      event.clipboardData?.setData('text/plain', words)
      done = event.clipboardData !== null
    },
    { signal, capture: true },
  )
  try {
    return document.execCommand('copy') && done
  } finally {
    stop.abort()
  }
}

/** Whether they are there now; never rejects. Where not, the reader copies by hand and is to be told so. */
export const copyWords = async (words: string): Promise<boolean> => {
  try {
    if (!('clipboard' in navigator)) return copyByCommand(words)
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    return false
  }
}
