/** What the commands about people need of the world. Owns the type alone. */
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Allowance } from '../../auth/counters.ts'
import type { Guests } from '../../auth/guests.ts'
import type { Passwords } from '../../auth/password.ts'
import type { SignInLimits } from '../../auth/sign-in-limits.ts'
import type { Deps } from '../deps.ts'
import type { FailedSignIns } from './failed-sign-ins.ts'

/** A link that is to be sent to somebody. */
export interface LinkMail {
  to: string
  /** `help` is a new password that somebody asked for without being signed in. */
  kind: 'invitation' | 'reset' | 'help'
  link: string
  expiresAt: string
  locale: Locale
}

/** Sends links by mail. */
export interface Mailer {
  send(mail: LinkMail): Promise<void>
}

/** What may be asked for without being signed in, and costs others something. */
export interface Budgets {
  /** Steps to the identity provider, by address. */
  journeys: Allowance
  /** Requests for a new password, by address. */
  help: Allowance
  /** Letters with one, by login. */
  letters: Allowance
}

export interface PeopleDeps extends Pick<Deps, 'storage' | 'ids' | 'now'> {
  passwords: Passwords
  limits: SignInLimits
  failures: FailedSignIns
  guests: Pick<Guests, 'secretOf' | 'find'>
  /** Told of a failure that no answer waits for. */
  report: (error: unknown) => void
  /** Null where no mail server is set: links are then handed over by hand. */
  mail: Mailer | null
  budgets: Budgets
  /** Whether people can sign in by an identity provider. */
  hasProvider: boolean
}
