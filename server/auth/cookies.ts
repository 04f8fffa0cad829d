/** Cookie headers, read and written. Owns their names, their syntax and the attributes that every cookie of Svod has. */
import { createHash } from 'node:crypto'

/**
 * The name of a store's cookie. Cookies do not tell ports apart: two stores on one machine must not overwrite each
 * other's.
 */
export const cookieNameFor = (secret: string, secure: boolean, use = ''): string => {
  const store = createHash('sha256').update(`svod cookie name ${secret}`).digest('hex').slice(0, 8)
  return `${secure ? '__Host-' : ''}svod-${store}${use}`
}

/** The value of a cookie in a `Cookie` header, or null. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return null
}

export interface CookieOptions {
  secure: boolean
  maxAgeSeconds: number
}

/** A `Set-Cookie` header: for the whole site, out of reach of scripts and of requests from other sites. */
export const writeCookie = (name: string, value: string, options: CookieOptions): string => {
  const attributes = [`Path=/`, `Max-Age=${options.maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax']
  if (options.secure) attributes.push('Secure')
  return [`${name}=${value}`, ...attributes].join('; ')
}
