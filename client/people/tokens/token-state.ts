/** Whether a program's key still opens anything. Pure; the present is a parameter. */
import type { TokenInfo } from '../schemas.ts'

export type TokenState = 'open' | 'expired' | 'revoked'

export const stateOf = (token: Pick<TokenInfo, 'revokedAt' | 'expiresAt'>, now: Date): TokenState => {
  if (token.revokedAt !== null) return 'revoked'
  return token.expiresAt !== null && new Date(token.expiresAt) <= now ? 'expired' : 'open'
}

/** Those that work first, the newest before the older. */
export const inOrder = (tokens: readonly TokenInfo[], now: Date): TokenInfo[] =>
  tokens.toSorted(
    (a, b) =>
      Number(stateOf(b, now) === 'open') - Number(stateOf(a, now) === 'open') ||
      b.createdAt.localeCompare(a.createdAt),
  )
