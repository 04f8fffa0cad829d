/** What every route knows about its request. Owns the types and the two questions that routes ask of them. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { SvodError } from '../../shared/errors.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import type { Identity } from '../../shared/identity.ts'
import type { Auth } from '../auth/identity.ts'
import type { Provider } from '../auth/provider.ts'
import type { Deps } from '../commands/deps.ts'
import type { PeopleDeps } from '../commands/people/deps.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { InboxHttp } from '../inbox-side.ts'
import type { Metrics } from '../metrics.ts'
import type { ClientFiles } from './client-files.ts'

export interface Env {
  Bindings: HttpBindings
  Variables: {
    who: Identity | null
    /** Who sends the request's credentials now: `fresh-identity.ts` knows when to ask. */
    ask: () => Identity | null
    locale: Locale
  }
}

export type Ctx = Context<Env>

/** Everything that the HTTP side is made of. */
export interface HttpParts {
  deps: Deps
  people: PeopleDeps
  inbox: InboxHttp
  config: Pick<Config, 'publicOrigin' | 'proxies' | 'host'>
  auth: Auth
  log: Log
  metrics: Metrics
  client: ClientFiles
  /** Null where people sign in with passwords alone. */
  provider: Provider | null
  /** Where the server listens, for those that no request can be believed in. */
  ownUrl: () => string
  /** Whether the server can take changes now. */
  isReady: () => Promise<boolean>
}

/** Who sent the request. @throws SvodError `unauthenticated` */
export const whoOf = (c: Ctx): Identity => {
  const who = c.get('who')
  if (!who) throw new SvodError('unauthenticated')
  return who
}
