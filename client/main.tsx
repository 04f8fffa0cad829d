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
import { firstDrawing } from './shell/first-drawing.ts'
import { takeMishap } from './shell/mishap.ts'
import { applyToPage, createPreferences } from './shell/preferences.ts'
import { createRouter } from './shell/router.ts'
import { registerOffline } from './sync/register-worker.ts'
import { browserVault } from './sync/world.ts'
import { whenIdle } from './ui/when-idle.ts'

/** How far back an error tells where it was made: V8's own choice. */
const STACK_FRAMES = 10
/** Keeping the page for a time without the server costs as much as drawing it: not before it is drawn. */
const OFFLINE = { latestMs: 5000, plainMs: 2000 }
/** News are looked for when the page has what it needs. */
const INBOX_AFTER_MS = 1000

// All that the page begins with has been read (index.html).
Error.stackTraceLimit = STACK_FRAMES

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
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
})
const mishap = takeMishap(window)
const router = createRouter(window)

// A language or a theme chosen in another window holds in this one, too; it hears of that when it is written down.
window.addEventListener('storage', () => preferences.reread())

const asked = account.ask()
// Another tab may have signed in or out, and rights may have changed, while nobody looked.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void account.ask()
})
// The browser's own store opens while the server answers who I am.
if (router.get().kind === 'plan') void browserVault()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const later = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
void firstDrawing(asked, { account, router }, later).then(() => {
  createRoot(root).render(<App services={{ api, account, inbox, mishap, preferences, router }} />)
  // Built pages alone: the development server's files change too often to be kept.
  if (import.meta.env.PROD) whenIdle(() => void registerOffline(), OFFLINE)
})
