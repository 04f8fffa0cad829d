/**
 * When a letter with news is due, and what stands in it [IB12, IB13]. Pure: the clock, rights and addresses come in.
 */
import { createHash } from 'node:crypto'
import { digestEn } from '../../../shared/i18n/en/digest.ts'
import { inboxEn } from '../../../shared/i18n/en/inbox.ts'
import { fillMessage } from '../../../shared/i18n/format.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { digestRu } from '../../../shared/i18n/ru/digest.ts'
import { inboxRu } from '../../../shared/i18n/ru/inbox.ts'
import { kindOf, wayOf } from '../../../shared/notices/kinds.ts'
import { hasPlace, pathOfNotice } from '../../../shared/notices/notice.ts'
import { escapeHtml } from '../../../shared/plan/rich.ts'
import type { Letter } from '../../mail.ts'
import type { InboxData, KeptNotice } from '../../storage/inbox-data.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** After the last news, so that what is being talked over comes in one letter. */
const QUIET_MS = 10 * MINUTE_MS
/** After the first, however much goes on. */
const LONGEST_MS = HOUR_MS
/** Of the server's day. */
const MORNING_HOUR = 8
/** What is older has been left unread for so long that a letter would only be late. */
const NEWS_MS = 3 * 24 * HOUR_MS
/** An attempt of which nothing was heard for so long is over, whatever came of it. */
const ATTEMPT_MS = HOUR_MS
/** Notices in one letter. */
const MAX_LISTED = 20

const WORDS = { ru: { ...digestRu, ...inboxRu }, en: { ...digestEn, ...inboxEn } }
type Words = Readonly<Record<keyof (typeof WORDS)['en'], string>>

export const digestWords = (locale: Locale): Words => WORDS[locale]

export type IsReadable = (notice: KeptNotice) => boolean

/** What a letter would hold now, oldest first: unread, not written about, wanted by mail, and open to its reader. */
export const newsFor = (data: InboxData, now: number, isReadable: IsReadable): KeptNotice[] =>
  data.settings.rhythm === 'never'
    ? []
    : data.notices.filter(
        (notice) =>
          notice.readAt === null &&
          !notice.mailed &&
          notice.at > now - NEWS_MS &&
          wayOf(data.settings, kindOf(notice.says)) === 'mail' &&
          isReadable(notice),
      )

const nextMorning = (after: number): number => {
  const morning = new Date(after)
  morning.setHours(MORNING_HOUR, 0, 0, 0)
  if (morning.getTime() <= after) morning.setDate(morning.getDate() + 1)
  return morning.getTime()
}

/** Clocks of writers are a little apart. */
const SLACK_MS = QUIET_MS

/** A time that lies further ahead than it was ever set was set by a clock that is right again: it holds nothing up [CW2]. */
const within = (time: number, latest: number): number => (time > latest ? 0 : time)

/** When the next letter is due (ms since the epoch, 0: at once); null where nothing waits for one. */
export const dueAt = (data: InboxData, now: number, isReadable: IsReadable): number | null => {
  const news = newsFor(data, now, isReadable)
  const [first, last] = [news[0], news.at(-1)]
  if (!first || !last) return null
  const { attempt, notBefore, failures } = data.mail
  const due =
    data.settings.rhythm === 'daily'
      ? within(nextMorning(first.at), nextMorning(now))
      : within(Math.min(last.at + QUIET_MS, first.at + LONGEST_MS), now + QUIET_MS + SLACK_MS)
  const rested = within(notBefore, now + patienceMs(failures))
  return Math.max(due, rested, attempt === null ? 0 : within(attempt.at + ATTEMPT_MS, now + ATTEMPT_MS))
}

/** How long to wait after so many refusals in a row. */
export const patienceMs = (failures: number): number =>
  Math.min(HOUR_MS, MINUTE_MS * 2 ** Math.min(failures - 1, 10))

/** What a letter says beside its news. */
export interface DigestFrame {
  person: string
  to: string
  locale: Locale
  /** The product's address, without a slash at the end. */
  base: string
  /** The address that stops letters. */
  stop: string
  titleOf: (plan: string) => string
}

const sentenceOf = (words: Words, { says, name, about }: KeptNotice): string =>
  fillMessage(words[`inbox.say.${says}`], { name, about })

const placeOf = (notice: KeptNotice): string => (hasPlace(notice) ? notice.about : '')

const subjectOf = (words: Words, news: readonly KeptNotice[], { titleOf }: DigestFrame): string => {
  const [only, more] = news
  if (!only || more) return fillMessage(words['digest.subject.several'], { count: news.length })
  const plan = titleOf(only.plan)
  return fillMessage(words[`digest.subject.${kindOf(only.says)}`], { name: only.name, plan })
}

const byPlan = (news: readonly KeptNotice[]): [plan: string, notices: KeptNotice[]][] => {
  const groups = new Map<string, KeptNotice[]>()
  for (const one of news) groups.set(one.plan, [...(groups.get(one.plan) ?? []), one])
  return [...groups]
}

const plainOf = (words: Words, listed: readonly KeptNotice[], more: number, frame: DigestFrame): string => {
  const lines = [words['digest.hello'], '']
  for (const [plan, notices] of byPlan(listed)) {
    lines.push(frame.titleOf(plan), '')
    for (const notice of notices) {
      const place = placeOf(notice)
      lines.push(`• ${sentenceOf(words, notice)}${place && ` · ${place}`}`)
      if (notice.text) lines.push(`  ${notice.text}`)
      lines.push(`  ${frame.base}${pathOfNotice(notice)}`, '')
    }
  }
  if (more > 0) lines.push(fillMessage(words['digest.more'], { count: more }), '')
  lines.push('--', words['digest.foot'])
  lines.push(`${words['digest.settings']}: ${frame.base}/account`)
  lines.push(`${words['digest.stop']}: ${frame.stop}`, '')
  return lines.join('\n')
}

const STYLE = {
  body: 'margin:0;padding:24px;background:#efece6;color:#1f1c18;font:16px/1.5 Georgia,serif',
  sheet: 'max-width:600px;margin:0 auto;padding:28px 32px;background:#fffefb;border:1px solid #ddd7cc',
  plan: 'margin:28px 0 4px;font-size:19px;line-height:1.3',
  notice: 'padding:12px 0;border-top:1px solid #ddd7cc',
  place: 'color:#5f594f',
  quote: 'margin:4px 0 6px;padding-left:12px;border-left:2px solid #c9c2b5;color:#5f594f',
  link: 'color:#1d4f7c',
  foot: 'max-width:600px;margin:16px auto 0;font-size:13px;color:#6d665b',
} as const

const htmlNotice = (words: Words, notice: KeptNotice, { base }: DigestFrame): string => {
  const place = placeOf(notice)
  return [
    `<div style="${STYLE.notice}">`,
    `<div>${escapeHtml(sentenceOf(words, notice))}</div>`,
    place && `<div style="${STYLE.place}">${escapeHtml(place)}</div>`,
    notice.text && `<div style="${STYLE.quote}">${escapeHtml(notice.text)}</div>`,
    `<a style="${STYLE.link}" href="${escapeHtml(base + pathOfNotice(notice))}">${words['digest.open']}</a>`,
    '</div>',
  ].join('')
}

const htmlOf = (words: Words, listed: readonly KeptNotice[], more: number, frame: DigestFrame): string => {
  const { locale, base, stop, titleOf } = frame
  const groups = byPlan(listed).map(([plan, notices]) => {
    const lines = notices.map((notice) => htmlNotice(words, notice, frame)).join('')
    return `<h2 style="${STYLE.plan}">${escapeHtml(titleOf(plan))}</h2>${lines}`
  })
  const link = (href: string, text: string) =>
    `<a style="${STYLE.link}" href="${escapeHtml(href)}">${text}</a>`
  return [
    `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body style="${STYLE.body}">`,
    `<div style="${STYLE.sheet}"><p style="margin:0">${words['digest.hello']}</p>${groups.join('')}`,
    more > 0 ? `<p>${fillMessage(words['digest.more'], { count: more })}</p>` : '',
    `</div><p style="${STYLE.foot}">${words['digest.foot']}<br>`,
    `${link(`${base}/account`, words['digest.settings'])} · ${link(stop, words['digest.stop'])}</p>`,
    '</body></html>',
  ].join('')
}

/** The same news make the same one, by which mail servers tell a letter that comes twice. */
const messageIdOf = ({ person, base }: DigestFrame, news: readonly KeptNotice[]): string => {
  const sum = createHash('sha256').update([person, ...news.map(({ id, mark }) => `${id} ${mark}`)].join('\n'))
  return `<news.${sum.digest('hex').slice(0, 32)}@${new URL(base).hostname}>`
}

/** A letter about `news`, which is not empty. */
export const digestLetter = (news: readonly KeptNotice[], frame: DigestFrame): Letter => {
  const words = WORDS[frame.locale]
  const listed = news.slice(-MAX_LISTED)
  const more = news.length - listed.length
  return {
    to: frame.to,
    subject: subjectOf(words, news, frame),
    text: plainOf(words, listed, more, frame),
    html: htmlOf(words, listed, more, frame),
    messageId: messageIdOf(frame, news),
    headers: {
      'List-Unsubscribe': `<${frame.stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  }
}
