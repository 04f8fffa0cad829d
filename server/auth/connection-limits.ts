/**
 * How many plans somebody may have open at once (SPEC PW5). Owns who shares a budget; the counting is the socket layer's.
 * A demo is for this machine alone, and whoever holds the operator's token could stop the server as well: neither is counted.
 */
import type { IncomingMessage } from 'node:http'
import type { Identity } from '../../shared/identity.ts'
import { addressGroup, addressOf } from './address.ts'
import { ADMIN } from './identity.ts'

/** A guest is a cookie that anybody gets anew; behind one address stands a whole reading room. */
const GUESTS_AT_ONE_ADDRESS = 5

export interface ConnectionLimit {
  /** Whose connections are counted together. */
  key: string
  max: number
}

export interface ConnectionRules {
  /** For one person or program. */
  max: number
  /** Trusted proxies in front. */
  proxies: number
  isDemo: () => boolean
}

/** The limit for one who opens a plan; null for none. */
export const connectionLimitFor = (
  { max, proxies, isDemo }: ConnectionRules,
  who: Pick<Identity, 'id' | 'kind'>,
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
): ConnectionLimit | null => {
  if (who.kind === 'guest') {
    const forwarded = headers['x-forwarded-for']
    const forwardedFor = Array.isArray(forwarded) ? forwarded.join(',') : forwarded
    const address = addressOf({ remote: socket.remoteAddress, forwardedFor }, proxies)
    return { key: `guests ${addressGroup(address)}`, max: max * GUESTS_AT_ONE_ADDRESS }
  }
  return isDemo() || who.id === ADMIN.id ? null : { key: who.id, max }
}
