/** Letters with news over a real SMTP server, with a clock that the test moves: when, what, to whom, and never twice. */
import { expect, onTestFinished, test } from 'vitest'
import { createAudience } from '../../server/commands/inbox/audience.ts'
import { obeyed } from '../../server/commands/inbox/keep.ts'
import { LostLetter, Postman } from '../../server/commands/inbox/postman.ts'
import { type Letter, createMail } from '../../server/mail.ts'
import type { InboxData } from '../../server/storage/inbox-data.ts'
import { openMemoryStorage } from '../../server/storage/memory.ts'
import type { Storage } from '../../server/storage/storage.ts'
import type { NoticeSaying } from '../../shared/notices/kinds.ts'
import { type PostBox, startPostBox } from '../support/smtp.ts'
import { personEntry, planEntry } from '../support/storage-samples.ts'

const MINUTE = 60_000
/** A quarter to eight in the morning of the server, where mornings matter. */
const START = new Date(2026, 10, 25, 7, 45).getTime()

interface Office {
  storage: Storage
  box: PostBox
  postman: Postman
  failures: unknown[]
  /** Moves the clock and sends what is due. */
  at: (minutes: number) => Promise<number>
  /** Something happens now. */
  tell: (id: string, says?: NoticeSaying, more?: object) => Promise<void>
  /** The postman of the next start, on the same store. */
  restart: () => Postman
}

const open = async (more: Partial<InboxData> = {}): Promise<Office> => {
  const [storage, box] = [openMemoryStorage(), await startPostBox()]
  await storage.catalogue.putPlan(planEntry('plan1', 'План на 2026 год'))
  const anna = { ...personEntry('anna'), email: 'anna@example.org' }
  await storage.directory.change((data) => ({ ...data, people: [anna] }))
  await storage.inboxes.change('anna', (data) => ({ ...data, locale: 'ru', ...more }))
  const mail = await createMail({ url: box.url, from: 'Svod <svod@example.org>' })
  onTestFinished(() => mail.close())
  const failures: unknown[] = []
  let now = START
  const parts = {
    storage,
    audience: createAudience({ ...storage, isTrial: () => false }),
    send: (letter: Letter) => mail.send(letter),
    now: () => now,
    // Nothing happens by itself: the test says when a look is taken.
    later: () => () => {},
    report: (error: unknown) => void failures.push(error),
    base: () => 'http://svod.example',
    stopLink: (person: string) => `http://svod.example/letters/stop?t=${person}`,
  }
  const postman = new Postman(parts)
  await postman.start()
  return {
    storage,
    box,
    postman,
    failures,
    at: async (minutes) => {
      now = START + minutes * MINUTE
      await postman.sweep()
      return box.letters.length
    },
    tell: async (id, says = 'mention.said', own = {}) => {
      const notice = { id, says, plan: 'plan1', at: now, by: 'boris', name: 'Борис', mark: '', ...own }
      const place = {
        thread: 't1',
        message: id,
        row: 'r1',
        section: null,
        about: 'Мастер-форум',
        text: 'Когда <это>?',
      }
      const order = { to: 'anna', notice: { ...place, ...notice } }
      postman.changed('anna', await storage.inboxes.change('anna', (data) => obeyed(data, order, now)))
    },
    restart: () => new Postman(parts),
  }
}

/** The readable parts of a letter. */
const decoded = (letter = ''): string => {
  const parts = letter.split(/\r\n--[^\r\n]+/).map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n')
    if (/base64/.test(head)) return Buffer.from(body.join(''), 'base64').toString('utf8')
    const joined = body.join('\r\n\r\n').replace(/=\r\n/g, '')
    const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    )
    return /quoted-printable/.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : joined
  })
  return parts.join('\n')
}

const headerOf = (letter: string, name: string): string =>
  new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(letter)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? ''

test('[IB12] [IB13] what is talked over comes in one letter, in Russian, once it is quiet', async () => {
  const { box, at, tell } = await open()
  await tell('m.1')
  expect(await at(8)).toBe(0)
  await tell('m.2', 'reply.said')
  expect(await at(17)).toBe(0)
  expect(await at(18)).toBe(1)
  expect(await at(100)).toBe(1)
  const [letter = ''] = box.letters
  const words = decoded(letter)
  expect(letter).toContain('To: anna@example.org')
  expect(words).toContain('План на 2026 год')
  expect(words).toContain('• Борис упоминает вас · Мастер-форум')
  expect(words).toContain('• Борис отвечает в обсуждении · Мастер-форум')
  expect(words).toContain('http://svod.example/p/plan1#thread=t1')
  // As text as it was said, with looks as harmless letters.
  expect(words).toContain('  Когда <это>?')
  expect(words).toContain('Когда &lt;это&gt;?')
  expect(words).toContain('Больше не присылать писем: http://svod.example/letters/stop?t=anna')
  expect(headerOf(letter, 'List-Unsubscribe')).toBe('<http://svod.example/letters/stop?t=anna>')
  expect(headerOf(letter, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(headerOf(letter, 'Auto-Submitted')).toBe('auto-generated')
  expect(headerOf(letter, 'Message-ID')).toMatch(/^<news\.[0-9a-f]{32}@svod\.example>$/)
})

test('[IB12] however much goes on, an hour is the longest; a single one says in the subject what it is', async () => {
  const { box, at, tell } = await open({ locale: 'en' })
  for (let minutes = 0; minutes < 60; minutes += 5) {
    expect(await at(minutes)).toBe(0)
    await tell(`m.${minutes}`)
  }
  expect(await at(60)).toBe(1)
  await tell('d.1', 'verdict.declined')
  expect(await at(70)).toBe(2)
  const subject = headerOf(box.letters[1] ?? '', 'Subject')
  expect(subject).toMatch(/^=\?UTF-8\?Q\?Your_suggestion=3A_=E2=80=9C/)
  expect(decoded(box.letters[1])).toContain('Борис declined your suggestion')
})

test('[IB12] no letter about what was read, is not wanted, is closed to its reader, or has nowhere to go', async () => {
  const { storage, postman, at, tell, box } = await open()
  const change = async (next: (data: InboxData) => InboxData) =>
    postman.changed('anna', await storage.inboxes.change('anna', next))
  await tell('m.read')
  await change((data) => ({ ...data, notices: data.notices.map((one) => ({ ...one, readAt: START })) }))
  // In the app alone by its kind, and one of a plan that is in the trash.
  await tell('t.1', 'resolved.resolved')
  await storage.catalogue.putPlan({ ...planEntry('plan2'), deletedAt: '2026-11-25T00:00:00Z' })
  await tell('m.trash', 'mention.said', { plan: 'plan2' })
  expect(await at(120)).toBe(0)
  // The right goes after it was due and before it is sent.
  await tell('m.secret')
  const setAnna = (more: object) =>
    storage.directory.change((data) => ({
      ...data,
      people: data.people.map((one) => ({ ...one, ...more })),
    }))
  await setAnna({ plans: { plan1: 'none' } })
  expect(await at(240)).toBe(0)
  await setAnna({ plans: {}, email: null })
  await tell('m.nowhere')
  expect(await at(360)).toBe(0)
  await setAnna({ email: 'anna@example.org' })
  await change((data) => ({ ...data, settings: { ...data.settings, rhythm: 'never' } }))
  expect(await at(480)).toBe(0)
  // Every morning at eight: what came after it waits for the next one.
  await change((data) => ({ ...data, settings: { ...data.settings, rhythm: 'daily' } }))
  expect(await at(24 * 60 + 14)).toBe(0)
  expect(await at(24 * 60 + 15)).toBe(1)
  await tell('m.late')
  expect(await at(24 * 60 + 600)).toBe(1)
  expect(await at(48 * 60 + 15)).toBe(2)
  expect(decoded(box.letters[1]).match(/• /g)).toHaveLength(1)
})

test('[IB14] a mail server that is away is tried again after a growing while, and then everything comes once', async () => {
  const { box, storage, at, tell, failures } = await open()
  await tell('m.1')
  box.refuse = true
  expect(await at(10)).toBe(0)
  const failed = await storage.inboxes.read('anna')
  expect(failed.mail).toEqual({ attempt: null, failures: 1, notBefore: START + 11 * MINUTE })
  expect(failed.notices[0]?.mailed).toBe(false)
  for (const minutes of [10.5, 11, 12, 13, 16]) await at(minutes)
  // At 10, 11, 13; the next one would be at 17.
  expect(failures).toHaveLength(3)
  box.refuse = false
  expect(await at(16.9)).toBe(0)
  expect(await at(17)).toBe(1)
  expect(await at(200)).toBe(1)
  expect((await storage.inboxes.read('anna')).mail).toEqual({ attempt: null, failures: 0, notBefore: 0 })
})

test('[IB14] after a crash no letter goes out twice, and what is not known is said', async () => {
  const { storage, box, at, tell, failures, restart } = await open()
  await tell('m.1')
  // Killed between handing it over and writing down that it went.
  const claimed = (data: InboxData): InboxData => ({
    ...data,
    notices: data.notices.map((one) => ({ ...one, mailed: true })),
    mail: { ...data.mail, attempt: { at: START, ids: ['m.1'] } },
  })
  await storage.inboxes.change('anna', claimed)
  // Another inbox is damaged: that is said, and stops nobody.
  const [people, read] = [await storage.inboxes.people(), storage.inboxes.read.bind(storage.inboxes)]
  storage.inboxes.people = () => Promise.resolve(['vera', ...people])
  storage.inboxes.read = (who) => (who === 'vera' ? Promise.reject(new Error('damaged')) : read(who))
  const next = restart()
  await next.start()
  expect(failures).toEqual([expect.objectContaining({ message: 'damaged' }), expect.any(LostLetter)])
  expect((await storage.inboxes.read('anna')).mail.attempt).toBeNull()
  expect(await at(60)).toBe(0)
  await next.sweep()
  expect(box.letters).toHaveLength(0)
  // The next news go out as ever.
  await tell('m.2')
  expect(await at(75)).toBe(1)
  expect(decoded(box.letters[0])).toContain('Борис упоминает вас')
})

test('[IB14] the letter is written down before it is handed over, and two looks at once send one', async () => {
  const { storage, box, postman, at, tell } = await open()
  await tell('m.1')
  await at(5)
  const seen: boolean[] = []
  box.onLetter = async () => {
    const { mail, notices } = await storage.inboxes.read('anna')
    seen.push(mail.attempt !== null && notices[0]?.mailed === true)
  }
  await Promise.all([at(10), postman.sweep(), postman.sweep()])
  expect(box.letters).toHaveLength(1)
  expect(seen).toEqual([true])
  await postman.close()
})

test('[CW2] what a clock put off while it was ahead goes out once it is set right, and later news as ever', async () => {
  const YEAR = 365 * 24 * 60
  for (const rhythm of ['soon', 'daily'] as const) {
    const { box, storage, postman, at, tell } = await open()
    const change = async (next: (data: InboxData) => InboxData) =>
      postman.changed('anna', await storage.inboxes.change('anna', next))
    await change((data) => ({ ...data, settings: { ...data.settings, rhythm } }))
    await at(YEAR)
    await tell('m.ahead')
    box.refuse = true
    await at(YEAR + 24 * 60 + 15)
    expect((await storage.inboxes.read('anna')).mail.failures).toBe(1)
    box.refuse = false
    await at(YEAR + 24 * 60 + 15)
    expect(box.letters).toHaveLength(0)
    // What it handed over and never heard of again.
    await change((data) => ({
      ...data,
      mail: { ...data.mail, attempt: { at: START + YEAR * MINUTE, ids: [] } },
    }))
    expect(await at(0)).toBe(1)
    expect((await storage.inboxes.read('anna')).mail).toEqual({ attempt: null, failures: 0, notBefore: 0 })
    await tell('m.now')
    expect(await at(9)).toBe(1)
    expect(await at(24 * 60 + 15)).toBe(2)
    expect(await at(48 * 60 + 15)).toBe(2)
  }
})

test('[CW2] a clock that is some minutes behind its own news takes them no sooner than quiet, and no later', async () => {
  const { at, tell } = await open()
  await at(9)
  await tell('m.1')
  expect(await at(0)).toBe(0)
  expect(await at(18)).toBe(0)
  expect(await at(19)).toBe(1)
})
