/**
 * Code of this build that cannot be had any more, because the program was updated while the page was open (SPEC UI24). Owns
 * telling that from a network that is away: the page is asked for anew, and begins with another script then.
 */

/** Only loading the page anew brings the code. */
export class NewBuild extends Error {
  override readonly name = 'NewBuild'
}

/** Ms for the page to come: who waits for code hears of a network that is away by then. */
const PATIENCE_MS = 5000

/** The script that a page begins with; null where it has none of its own. */
const entryOf = (page: Document): string | null =>
  page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null

const isReplaced = async (): Promise<boolean> => {
  const own = entryOf(document)
  if (own === null) return false
  // No answer says nothing about the build.
  const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => null,
  )
  if (answer?.ok !== true) return false
  const html = await answer.text().catch(() => '')
  const entry = entryOf(new DOMParser().parseFromString(html, 'text/html'))
  return entry !== null && entry !== own
}

/** Runs an `import()`; rejects with `NewBuild` where its file went with an update. */
export const fetchCode = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load()
  } catch (error) {
    throw (await isReplaced()) ? new NewBuild('the program was updated', { cause: error }) : error
  }
}
