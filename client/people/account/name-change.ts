/** What changed in my name and address, and whether that takes the password (PROTOCOL.md "People"). Pure. */
import type { AccountChange } from '../api.ts'
import type { MyAccount } from '../schemas.ts'

export interface NameAnswers {
  name: string
  email: string
  /** The current one. */
  password: string
}

export type Guard =
  /** Whoever has the address where letters go has the account: the password is asked for. */
  | 'password'
  /** Without a password: having just signed in with the provider stands for it, */
  | 'fresh'
  /** which they are first to do; */
  | 'stale'
  /** where there is none, the chief editor changes it. */
  | 'closed'
  | 'open'

/** How my address is guarded at a time (ms since the epoch). */
export const guardOf = (account: MyAccount, now: number): Guard => {
  if (!account?.mail) return 'open'
  if (account.hasPassword) return 'password'
  if (account.freshUntil !== null && now < Date.parse(account.freshUntil)) return 'fresh'
  return account.provider === null ? 'closed' : 'stale'
}

/** What is said under an address: where no letter is sent, none is promised. */
export const emailHint = (mail: boolean) => (mail ? 'account.email.hint' : 'account.email.private')

const isOther = (account: NonNullable<MyAccount>, email: string): boolean =>
  email.trim() !== (account.email ?? '')

export const needsPassword = (account: MyAccount, email: string): boolean =>
  account?.mail === true && account.hasPassword && isOther(account, email)

/** Only what was changed; nothing at all where all is as it was. */
export const accountChangeOf = (
  before: { name: string; account: MyAccount },
  { name, email, password }: NameAnswers,
): AccountChange => {
  const { account } = before
  return {
    ...(name.trim() !== before.name && { name: name.trim() }),
    ...(account && isOther(account, email) && { email: email.trim() || null }),
    ...(needsPassword(account, email) && { currentPassword: password }),
  }
}
