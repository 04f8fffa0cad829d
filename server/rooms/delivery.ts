/**
 * The end of a turn: everybody is told what is new, each in one write [RM1]. Owns who gets which frames; what happened
 * is the room's.
 */
import { encodeAwareness } from '../../shared/protocol.ts'
import type { PlanDocument } from './document.ts'
import { toFrame, toUpdateFrame } from './frame.ts'
import type { Presence } from './presence.ts'
import type { Member } from './session.ts'
import { isVeiled, veiledUpdates } from './veil.ts'

/** What became of the document. */
export interface News {
  /** What brings it to others; they are in the document already. */
  updates: readonly Uint8Array[]
  /** Who had it before the room, and does not get it back. */
  except: Member | null
}

const NOTHING = Buffer.alloc(0)

const join = (first: Buffer, second: Buffer): Buffer => {
  if (first.length === 0) return second
  return second.length === 0 ? first : Buffer.concat([first, second])
}

const awarenessFrame = (update: Uint8Array | null): Buffer =>
  update === null ? NOTHING : toFrame(encodeAwareness(update))

/** Whether anybody has asked who is here. */
const isAsked = (members: Iterable<Member>): boolean => {
  for (const member of members) if (member.asksWhoIsHere) return true
  return false
}

const personalFrames = (member: Member, everybody: Buffer): Buffer => {
  const { personal } = member
  member.personal = []
  if (member.asksWhoIsHere && everybody.length > 0) personal.push(everybody)
  member.asksWhoIsHere = false
  return Buffer.concat(personal)
}

const toFrames = (updates: readonly Uint8Array[]): Buffer =>
  updates.reduce<Buffer>((all, update) => join(all, toUpdateFrame(update)), NOTHING)

const updatesOf = (news: readonly News[]): readonly Uint8Array[] => {
  const [only] = news
  // Mostly there is one piece of news.
  return only && news.length === 1 ? only.updates : news.flatMap(({ updates }) => updates)
}

/** What brings the news to those who may not read comments: made once, for the first of them [GV2]. */
const veiler = (document: Pick<PlanDocument, 'doc'>, news: readonly Uint8Array[], common: Buffer) => {
  let made: Buffer | null = null
  return (): Buffer => {
    if (made !== null || news.length === 0) return made ?? common
    const updates = veiledUpdates(document.doc, news)
    made = updates === news ? common : toFrames(updates)
    return made
  }
}

const isAuthorOfAny = (member: Member, news: readonly News[]): boolean => {
  for (const { except } of news) if (except === member) return true
  return false
}

/** Writes to everybody; the number of members to whom `news` went. */
export const deliver = (
  members: ReadonlySet<Member>,
  presence: Presence,
  document: Pick<PlanDocument, 'doc'>,
  news: readonly News[],
): number => {
  const awareness = awarenessFrame(presence.takeChanges())
  const all = updatesOf(news)
  const updates = toFrames(all)
  const common = join(updates, awareness)
  const veiled = veiler(document, all, updates)
  const everybody = isAsked(members) ? awarenessFrame(presence.everybody()) : NOTHING
  // Nobody from whom comments are kept is anything's author.
  const newsFor = (member: Member): Buffer => {
    if (isVeiled(member)) return veiled()
    if (!isAuthorOfAny(member, news)) return updates
    return toFrames(updatesOf(news.filter(({ except }) => except !== member)))
  }
  let delivered = 0
  for (const member of members) {
    const own = newsFor(member)
    const shared = own === updates ? common : join(own, awareness)
    const isSpecial = member.asksWhoIsHere || member.personal.length > 0
    const frames = isSpecial ? join(personalFrames(member, everybody), shared) : shared
    if (own.length > 0) delivered++
    if (frames.length > 0) member.session.write(frames)
  }
  return delivered
}
