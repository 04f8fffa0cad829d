/** A password is tried (SPEC PP7). Owns that every attempt counts whose password was looked at, and no other. */
import type { Line } from '../../auth/password.ts'
import type { Attempt } from '../../auth/sign-in-limits.ts'
import type { PeopleDeps } from './deps.ts'

/**
 * Whether the password is the stored one; false, after the same work, where there is nothing stored.
 * @throws SvodError `too-many-requests`: after too many attempts, or where too many wait
 */
export const tryPassword = async (
  { limits, passwords }: Pick<PeopleDeps, 'limits' | 'passwords'>,
  attempt: Attempt,
  password: string,
  stored: string | null,
  line: Line,
): Promise<boolean> => {
  const succeed = limits.take(attempt)
  let fits: boolean
  try {
    fits = await passwords.verify(password, stored, line)
  } catch (error) {
    limits.takeBack(attempt)
    throw error
  }
  if (fits) succeed()
  return fits
}
