/** How strong a password looks while it is typed. Pure; a hint and no gate: the server decides (`weak-password`). */

/** As the server asks for. */
export const MIN_LENGTH = 10

export type Strength = 'empty' | 'short' | 'plain' | 'fine' | 'strong'

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u]

/** `qwertyqwerty` and `1111111111` are as long as they like. */
const distinct = (password: string): number => new Set(password).size

export const strengthOf = (password: string): Strength => {
  const { length } = password
  if (length === 0) return 'empty'
  if (length < MIN_LENGTH) return 'short'
  const kinds = KINDS.filter((kind) => kind.test(password)).length
  if (distinct(password) < 6) return 'plain'
  if (length >= 16 || (length >= 12 && kinds >= 3)) return 'strong'
  return kinds >= 2 ? 'fine' : 'plain'
}

/** How many characters are missing. */
export const missing = (password: string): number => Math.max(0, MIN_LENGTH - password.length)
