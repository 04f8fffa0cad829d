/**
 * The ticket of a journey to the identity provider (SPEC PV2), kept by the browser that began it. Owns the cookie alone;
 * what the ticket says is `provider.ts`'s.
 */
import { readCookie, writeCookie } from './cookies.ts'
import { JOURNEY_SECONDS } from './provider.ts'

export interface TicketCookie {
  /** The ticket in a `Cookie` header; null for none. */
  read(cookies: string | undefined): string | null
  /** A `Set-Cookie`; null takes the ticket away. */
  write(ticket: string | null): string
}

export const createTicketCookie = (parts: { cookieName: string; secure: boolean }): TicketCookie => {
  const { cookieName, secure } = parts
  return {
    read: (cookies) => readCookie(cookies, cookieName),
    write: (ticket) =>
      writeCookie(cookieName, ticket ?? '', { secure, maxAgeSeconds: ticket === null ? 0 : JOURNEY_SECONDS }),
  }
}
