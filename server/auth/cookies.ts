/** Cookie headers, read and written. Owns their syntax and the attributes that every cookie of Svod has. */

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
