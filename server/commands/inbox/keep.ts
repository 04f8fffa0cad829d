/**
 * What an order does to an inbox, and how much an inbox holds [IB6, IB7]. Pure.
 */
import { kindOf, wayOf } from '../../../shared/notices/kinds.ts'
import type { Notice } from '../../../shared/notices/notice.ts'
import type { InboxData, KeptNotice } from '../../storage/inbox-data.ts'
import type { Order } from './derive.ts'

/** Older notices, and more of them, are forgotten. */
export const MAX_NOTICES = 300
export const MAX_AGE_MS = 90 * 86_400_000

const fresh = (notice: Notice): KeptNotice => ({ ...notice, readAt: null, mailed: false })

/** The words as they are now, and news no second time. */
const renewed = (kept: KeptNotice, { says, about, text }: Notice): KeptNotice => ({
  ...kept,
  says,
  about,
  text,
})

const isSame = (kept: KeptNotice, { says, about, text }: Notice): boolean =>
  kept.says === says && kept.about === about && kept.text === text

const replaced = (data: InboxData, at: number, notice: KeptNotice): InboxData => ({
  ...data,
  notices: data.notices.with(at, notice),
})

const isNaming = ({ says }: Notice): boolean => kindOf(says) === 'mention'

const withNotice = (data: InboxData, notice: Notice, renews: boolean): InboxData => {
  const at = data.notices.findIndex(({ id }) => id === notice.id)
  const kept = data.notices[at]
  const isOff = wayOf(data.settings, kindOf(notice.says)) === 'off'
  // Whoever had the message already, and is named in it only now, is told that.
  const isNews = kept !== undefined && isNaming(notice) && !isNaming(kept) && !isOff
  if (kept && !isNews && (kept.mark === notice.mark || renews)) {
    return isSame(kept, notice) ? data : replaced(data, at, renewed(kept, notice))
  }
  if (isOff || renews) return data
  const others = data.notices.filter(({ id }) => id !== notice.id)
  const later = others.findIndex((one) => one.at > notice.at)
  return { ...data, notices: others.toSpliced(later < 0 ? others.length : later, 0, fresh(notice)) }
}

/** Who said most of it. */
const loudest = (notices: readonly KeptNotice[]): string => {
  const counts = new Map<string, number>()
  for (const { by } of notices) counts.set(by, (counts.get(by) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0]
}

/** At most `MAX_NOTICES`: the oldest of whoever said most goes first, so that nobody crowds the others out. */
const thinned = (notices: readonly KeptNotice[]): KeptNotice[] => {
  let kept = [...notices]
  while (kept.length > MAX_NOTICES) {
    const by = loudest(kept)
    const oldest = kept.findIndex((one) => one.by === by)
    kept = kept.toSpliced(oldest, 1)
  }
  return kept
}

/** The inbox without what is too old or too much at `now`; the same where nothing is. */
export const fitted = (data: InboxData, now: number): InboxData => {
  const kept = thinned(data.notices.filter(({ at }) => at > now - MAX_AGE_MS))
  return kept.length === data.notices.length ? data : { ...data, notices: kept }
}

/** The inbox after an order; the same one where that changes nothing. */
export const obeyed = (data: InboxData, order: Order, now: number): InboxData => {
  const id = 'notice' in order ? order.notice.id : order.withdraw
  const { asOf } = order
  if (asOf !== undefined && data.notices.some((one) => one.id === id && one.at > asOf)) return data
  if ('notice' in order) return fitted(withNotice(data, order.notice, order.renews === true), now)
  const goes = (one: KeptNotice): boolean => one.id === id && (order.named !== true || isNaming(one))
  const notices = data.notices.filter((one) => !goes(one))
  return notices.length === data.notices.length ? data : { ...data, notices }
}
