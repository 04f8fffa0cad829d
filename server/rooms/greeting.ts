/** What connections are told of themselves and of the plan's incarnation. Must not hold state. */
import type { Identity } from '../../shared/identity.ts'
import { canWrite } from '../../shared/permissions.ts'
import { SCHEMA_VERSION } from '../../shared/plan/schema.ts'
import {
  PROTOCOL_VERSION,
  encodeAck,
  encodeAwareness,
  encodePermissionDenied,
  encodeRefused,
  encodeRights,
  encodeSyncStep1,
  encodeWelcome,
} from '../../shared/protocol.ts'
import { toFrame } from './frame.ts'
import type { Member } from './session.ts'

/** Whether a client of these versions can take part. */
export const isCurrent = (protocol: number, schema: number): boolean =>
  protocol === PROTOCOL_VERSION && schema === SCHEMA_VERSION

export const welcomeFrame = (who: Identity, epoch: string, storeWritable: boolean): Buffer => {
  const versions = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION }
  return toFrame(encodeWelcome({ ...versions, epoch, canWrite: canWrite(who), storeWritable }))
}

/** Asks a connection for all that it has beyond what the room knows at least. */
export const questionFrame = (stateVector: Uint8Array): Buffer => toFrame(encodeSyncStep1(stateVector))

/** The first that a connection hears: what the room knows at least, which asks it what it has, and who is here. */
export const greetingFrames = (stateVector: Uint8Array, everybody: Uint8Array | null): Buffer => {
  const question = questionFrame(stateVector)
  return everybody ? Buffer.concat([question, toFrame(encodeAwareness(everybody))]) : question
}

/** Tells who they are in this plan, unless they may not even read it. */
export const tellRights = ({ speaksSvod, session }: Member): void => {
  if (speaksSvod && session.identity.role !== 'none') session.write(toFrame(encodeRights(session.identity)))
}

/** It has another incarnation's document, and ours would be mixed with it. Who said hello is told by the welcome. */
export const turnAway = ({ session, speaksSvod }: Member): void => {
  if (speaksSvod) return
  session.write(toFrame(encodePermissionDenied('epoch-changed')))
  session.close('epoch-changed')
}

/** Tells how far messages are on disk, and of what was left out of them. */
export const tellAcks = (members: ReadonlySet<Member>, acks: Iterable<readonly [Member, number]>): void => {
  for (const [member, count] of acks) {
    member.acked = count
    // What somebody sent before they left is worked off, but their next connection counts anew.
    if (!member.speaksSvod || !members.has(member)) continue
    const { leftOut } = member
    // Before the ack, for which a page forgets its words: some of them may be in what was left out.
    if (leftOut !== null && leftOut.count <= count) {
      member.session.write(toFrame(encodeRefused(leftOut.count, leftOut.code)))
      member.leftOut = null
    }
    member.session.write(toFrame(encodeAck(count)))
  }
}
