/**
 * Whether a request comes from Svod's own pages (SPEC AU5, AU6). Owns the comparison of Origin and Host; who asks
 * is no concern of this file.
 */
import { isLoopback } from '../config.ts'

/** The headers that the check reads, as Node gives them (lower case). */
export interface OriginHeaders {
  origin?: string | undefined
  host?: string | undefined
  'sec-fetch-site'?: string | string[] | undefined
}

export interface OriginRules {
  /** The only origin that is let in; null: the host that the request itself names. */
  publicOrigin: string | null
  /** Where the server listens. */
  host: string
}

const hostnameOf = (host: string): string => host.replace(/:\d+$/, '')

/**
 * A page of any site can be made to resolve to this machine (DNS rebinding). Its requests name that site as their
 * host, so a server that only this machine reaches believes in no other name.
 */
const isOwnHost = (host: string, rules: OriginRules): boolean =>
  !isLoopback(rules.host) || isLoopback(hostnameOf(host))

const isSameHost = (origin: string, host: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === host.toLowerCase()

/** Browsers say where a request comes from; programs send no Origin and are let through. */
export const isOriginAllowed = (headers: OriginHeaders, rules: OriginRules): boolean => {
  const { origin, host } = headers
  if (origin === undefined) {
    const site = headers['sec-fetch-site']
    return site === undefined || site === 'same-origin' || site === 'none'
  }
  if (rules.publicOrigin !== null) return origin === rules.publicOrigin
  return host !== undefined && isOwnHost(host, rules) && isSameHost(origin, host)
}
