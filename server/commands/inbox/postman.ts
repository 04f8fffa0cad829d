/**
 * Sends the letters that are due [IB12–IB14]. That a letter is under way is on disk before the mail server is asked: a
 * refusal takes it back and is tried again later; a crash in between leaves it unsaid, so nobody gets it twice, and the log
 * and the inbox in the app still have it. Owns this order; what a letter says is `digest.ts`'s.
 */
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Letter } from '../../mail.ts'
import type { InboxData, KeptNotice } from '../../storage/inbox-data.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Audience } from './audience.ts'
import { digestLetter, dueAt, newsFor, patienceMs } from './digest.ts'
import { mayRead } from './inbox.ts'

export interface PostmanParts {
  storage: Pick<Storage, 'inboxes' | 'catalogue'>
  audience: Audience
  send: (letter: Letter) => Promise<void>
  now: () => number
  /** Does `work` that much later, unless the process ends or it is called off before. */
  later: (ms: number, work: () => void) => () => void
  /** A letter was refused, or nobody knows whether it went out. */
  report: (error: unknown) => void
  /** The product's address, without a slash at the end. */
  base: () => string
  /** The address that stops somebody's letters. */
  stopLink: (person: string, news: readonly KeptNotice[]) => string
}

/** Letters on their way at a time. */
const AT_ONCE = 4
/** An address or a right that came meanwhile, and a clock that was set back, are noticed so late at most. */
const LONGEST_NAP_MS = 3_600_000
/** Of people whose browser never asked in any. */
const FALLBACK_LOCALE: Locale = 'ru'

/** A letter of which nobody knows whether it went out. */
export class LostLetter extends Error {
  constructor(person: string, count: number) {
    super(`whether a letter to ${person} with ${count} notices went out is not known; it is not sent again`)
    this.name = 'LostLetter'
  }
}

const withMailed = (data: InboxData, ids: readonly string[], mailed: boolean): InboxData['notices'] =>
  data.notices.map((one) => (ids.includes(one.id) ? { ...one, mailed } : one))

export class Postman {
  private readonly parts: PostmanParts
  /** When each letter is due. */
  private readonly due = new Map<string, number>()
  private callOff: () => void = () => {}
  private sweeping: Promise<void> = Promise.resolve()
  private closed = false
  /** When every inbox was looked at last. */
  private looked = 0

  constructor(parts: PostmanParts) {
    this.parts = parts
  }

  /** Looks at every inbox, and takes the letters that a crash interrupted for sent. */
  async start(): Promise<void> {
    await this.lookAtAll((person, { mail: { attempt } }) =>
      attempt === null ? null : this.giveUp(person, attempt.ids.length),
    )
    this.nap()
  }

  private async lookAtAll(first: (person: string, data: InboxData) => Promise<void> | null): Promise<void> {
    const { inboxes } = this.parts.storage
    this.looked = this.parts.now()
    const look = async (person: string): Promise<void> => {
      const data = await inboxes.read(person)
      await (first(person, data) ?? this.note(person, data))
    }
    // One that is damaged keeps no letter from the others, and the server not from starting.
    for (const person of await inboxes.people()) await look(person).catch(this.parts.report)
  }

  private async giveUp(person: string, count: number): Promise<void> {
    this.parts.report(new LostLetter(person, count))
    const data = await this.parts.storage.inboxes.change(person, (before) => ({
      ...before,
      mail: { ...before.mail, attempt: null },
    }))
    this.note(person, data)
  }

  /** Somebody's inbox is another now. */
  changed(person: string, data: InboxData): void {
    this.note(person, data)
    this.nap()
  }

  private readonly isReadable =
    (person: string) =>
    (notice: KeptNotice): boolean => {
      const who = this.parts.audience.person(person)
      return who !== null && mayRead(this.parts, who, notice)
    }

  private note(person: string, data: InboxData): void {
    const { audience, now } = this.parts
    const due = audience.addressOf(person) === null ? null : dueAt(data, now(), this.isReadable(person))
    if (due === null) this.due.delete(person)
    else this.due.set(person, due)
  }

  /** Sleeps until the next letter is due. */
  private nap(): void {
    this.callOff()
    if (this.closed) return
    const wait = Math.min(this.looked + LONGEST_NAP_MS, ...this.due.values()) - this.parts.now()
    this.callOff = this.parts.later(Math.min(LONGEST_NAP_MS, Math.max(0, wait)), () => void this.sweep())
  }

  /** Sends every letter that is due now; resolves when each has been taken or refused. Never rejects. */
  sweep(): Promise<void> {
    this.sweeping = this.sweeping.then(() => this.sendDue())
    return this.sweeping
  }

  private async sendDue(): Promise<void> {
    const now = this.parts.now()
    const isOld = now < this.looked || now - this.looked >= LONGEST_NAP_MS
    if (isOld) await this.lookAtAll(() => null).catch((error: unknown) => this.parts.report(error))
    const people = [...this.due].filter(([, due]) => due <= now).map(([person]) => person)
    const next = async (): Promise<void> => {
      for (let person = people.shift(); person !== undefined; person = people.shift()) {
        if (this.closed) return
        await this.write(person).catch((error: unknown) => this.trouble(person, error))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next))
    this.nap()
  }

  /** The store refused: nothing is known to be due before it was asked again. */
  private trouble(person: string, error: unknown): void {
    this.parts.report(error)
    this.due.set(person, this.parts.now() + patienceMs(1))
  }

  private async write(person: string): Promise<void> {
    const to = this.parts.audience.addressOf(person)
    const { news, data } = to === null ? { news: [], data: null } : await this.claim(person)
    if (to === null || data === null || news.length === 0) {
      if (data === null) this.due.delete(person)
      else this.note(person, data)
      return
    }
    const { base, stopLink, storage, send } = this.parts
    const titleOf = (plan: string) => storage.catalogue.plan(plan)?.title ?? ''
    const locale = data.locale ?? FALLBACK_LOCALE
    const frame = { person, to, locale, base: base(), stop: stopLink(person, news), titleOf }
    const ids = news.map(({ id }) => id)
    const refusal = await send(digestLetter(news, frame)).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (refusal) this.parts.report(refusal.error)
    this.note(person, await this.settle(person, ids, refusal === null))
  }

  /** Writes down that a letter is under way; what stands in it, nothing where there is none to send. */
  private async claim(person: string): Promise<{ news: KeptNotice[]; data: InboxData }> {
    const { storage, now } = this.parts
    let news: KeptNotice[] = []
    const data = await storage.inboxes.change(person, (before) => {
      const at = now()
      const due = dueAt(before, at, this.isReadable(person))
      news = due === null || due > at ? [] : newsFor(before, at, this.isReadable(person))
      if (news.length === 0) return before
      const ids = news.map(({ id }) => id)
      const mail = { ...before.mail, attempt: { at, ids } }
      return { ...before, notices: withMailed(before, ids, true), mail }
    })
    return { news, data }
  }

  private settle(person: string, ids: readonly string[], isSent: boolean): Promise<InboxData> {
    const { storage, now } = this.parts
    return storage.inboxes.change(person, (before) => {
      if (isSent) return { ...before, mail: { attempt: null, failures: 0, notBefore: 0 } }
      const failures = before.mail.failures + 1
      const mail = { attempt: null, failures, notBefore: now() + patienceMs(failures) }
      return { ...before, notices: withMailed(before, ids, false), mail }
    })
  }

  /** Sends nothing more; resolves when what is under way has ended. */
  async close(): Promise<void> {
    this.closed = true
    this.callOff()
    await this.sweeping
  }
}
