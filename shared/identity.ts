/** Who acts: the one seam behind which sign-in lives. Owns the types alone. */

export type Role = 'chief' | 'editor' | 'commenter' | 'viewer'

export const ROLES: readonly Role[] = ['chief', 'editor', 'commenter', 'viewer']

export interface Identity {
  /** Stable id of the person or program; stands in logs and in `del.by`. */
  id: string
  name: string
  role: Role
  /** Department id, null where the person belongs to none. */
  department: string | null
  /** Colour of the department, 1–6; 0 for none. */
  hue: number
  kind: 'person' | 'program'
}
