/** The client's composition root: makes the one api, account, router and settings of the page, and draws it. */
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { createApi } from './api.ts'
import { App } from './App.tsx'
import { withAnswers } from './asked-early.ts'
import { browserMemory } from './browser-memory.ts'
import { createInbox } from './inbox/inbox.ts'
import { createAccount } from './shell/account.ts'
import { takeMishap } from './shell/mishap.ts'
import { homePage, planPage } from './shell/pages.ts'
import { applyToPage, createPreferences } from './shell/preferences.ts'
import { createRouter } from './shell/router.ts'
import { registerOffline } from './sync/register-worker.ts'
import { browserVault } from './sync/world.ts'

/** News are looked for when the page has what it needs. */
const INBOX_AFTER_MS = 1000

const preferences = createPreferences(browserMemory, navigator.languages, applyToPage)
const api = createApi(
  () => preferences.get().locale,
  withAnswers(window.svodAsked, (...args) => fetch(...args)),
  () => account.hearOutside(),
)
const account = createAccount(api, browserMemory)
const inbox = createInbox(api.call, {
  EventSource: window.EventSource,
  page: document,
  locale: () => preferences.get().locale,
  later: (work) => void setTimeout(work, INBOX_AFTER_MS),
})
const mishap = takeMishap(window)
const router = createRouter(window)

// A language or a theme chosen in another window holds in this one, too; it hears of that when it is written down.
window.addEventListener('storage', () => preferences.reread())

void account.ask()
// Another tab may have signed in or out, and rights may have changed, while nobody looked.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void account.ask()
})
// The code of the page comes while the server answers who I am; a failure shows when the page is drawn.
const { kind } = router.get()
if (kind === 'plan') {
  planPage.preload().catch(() => null)
  // So does the browser's own store, which needs nobody's answer.
  void browserVault()
}
if (kind === 'home') homePage.preload().catch(() => null)

// Built pages alone: the development server's files change too often to be kept.
if (import.meta.env.PROD) void registerOffline()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(<App services={{ api, account, inbox, mishap, preferences, router }} />)
