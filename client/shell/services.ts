/** What the shell's pages are given. Owns the type alone; `main.tsx` makes them. */
import type { Api } from '../api.ts'
import type { Inbox } from '../inbox/inbox.ts'
import type { Account } from './account.ts'
import type { Mishap } from './mishap.ts'
import type { PreferencesStore } from './preferences.ts'
import type { Router } from './router.ts'

export interface Services {
  api: Api
  account: Account
  inbox: Inbox
  mishap: Mishap
  preferences: PreferencesStore
  router: Router
}
