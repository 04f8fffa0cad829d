/**
 * The end of a turn: everybody is told what is new, each in one write [RM1]. Owns who gets which frames; what happened
 * is the room's.
 */
import { encodeAwareness } from '../../shared/protocol.ts'
import { toFrame } from './frame.ts'
import type { Presence } from './presence.ts'
import type { Member } from './session.ts'

/** What became of the document. */
export interface News {
  /** The frames that bring it to others. */
  frames: Buffer
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

const joinAll = (news: readonly News[]): Buffer =>
  news.reduce<Buffer>((all, { frames }) => join(all, frames), NOTHING)

const isAuthorOfAny = (member: Member, news: readonly News[]): boolean => {
  for (const { except } of news) if (except === member) return true
  return false
}

/** Writes to everybody; the number of members to whom `news` went. */
export const deliver = (members: ReadonlySet<Member>, presence: Presence, news: readonly News[]): number => {
  const awareness = awarenessFrame(presence.takeChanges())
  const updates = joinAll(news)
  const common = join(updates, awareness)
  const everybody = isAsked(members) ? awarenessFrame(presence.everybody()) : NOTHING
  let delivered = 0
  for (const member of members) {
    const isAuthor = isAuthorOfAny(member, news)
    const own = isAuthor ? joinAll(news.filter(({ except }) => except !== member)) : updates
    const shared = isAuthor ? join(own, awareness) : common
    const isSpecial = member.asksWhoIsHere || member.personal.length > 0
    const frames = isSpecial ? join(personalFrames(member, everybody), shared) : shared
    if (own.length > 0) delivered++
    if (frames.length > 0) member.session.write(frames)
  }
  return delivered
}
