/** What a session hears of the page that it stands in. Owns the listening alone. */

/** When another tab may have been closed: this one is looked at again. */
const LOOK_AGAIN = ['visibilitychange', 'focus', 'online'] as const

/** Leaving the page is asked about while `mustStay`, `lookAgain` hears of coming back to it; the returned function ends it. */
export const watchPage = (page: EventTarget, mustStay: () => boolean, lookAgain: () => void) => {
  const warn = (event: Event): void => {
    if (mustStay()) event.preventDefault()
  }
  page.addEventListener('beforeunload', warn)
  for (const name of LOOK_AGAIN) page.addEventListener(name, lookAgain)
  return (): void => {
    page.removeEventListener('beforeunload', warn)
    for (const name of LOOK_AGAIN) page.removeEventListener(name, lookAgain)
  }
}
