/** Registers the service worker, and tells it what was loaded before it could see. Owns nothing else. */

const WORKER = '/sw.js'

const loadedUrls = (): string[] => performance.getEntriesByType('resource').map((entry) => entry.name)

/**
 * Lets the page open while the server is away. For built pages only; resolves with false where the browser has no
 * service workers or refuses them (an insecure address, private mode): then the page needs its server.
 */
export const registerOffline = async (): Promise<boolean> => {
  if (!('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register(WORKER)
  } catch {
    return false
  }
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage(loadedUrls())
  return true
}
