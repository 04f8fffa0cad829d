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
  /** The same, where there is no password to ask for: the chief editor changes it. */
  | 'closed'
  | 'open'

/** How my address is guarded. */
export const guardOf = (account: MyAccount): Guard => {
  if (!account?.mail) return 'open'
  return account.hasPassword ? 'password' : 'closed'
}

/** What is said under an address: where no letter is sent, none is promised. */
export const emailHint = (mail: boolean) => (mail ? 'account.email.hint' : 'account.email.private')

const isOther = (account: NonNullable<MyAccount>, email: string): boolean =>
  email.trim() !== (account.email ?? '')

export const needsPassword = (account: MyAccount, email: string): boolean =>
  account !== null && guardOf(account) === 'password' && isOther(account, email)

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
