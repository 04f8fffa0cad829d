/**
 * Those who come back from a past epoch [EP10–EP14]: what they wrote there is carried over in a thread and then goes the
 * way of every change, under its sender's rights of today. Owns who is on the way; what a past epoch was is read from the
 * store, and what becomes of the change is the intake's.
 */
import { SvodError } from '../../shared/errors.ts'
import { canWrite } from '../../shared/permissions.ts'
import { encodeAck, encodeLost, encodePast, encodeRefused } from '../../shared/protocol.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import type { RefusalCode } from '../access/refusal.ts'
import type { Carried } from '../epochs/carry.ts'
import { keptVector } from '../epochs/kept.ts'
import { strandedWords } from '../epochs/stranded.ts'
import type { CarryOutcome } from '../epochs/tasks.ts'
import type { EpochThreads } from '../epochs/threads.ts'
import type { Journal } from '../storage/journal.ts'
import type { Storage } from '../storage/storage.ts'
import type { ClientIds } from './client-ids.ts'
import { EMPTY_UPDATE, type PlanDocument } from './document.ts'
import { toFrame } from './frame.ts'
import type { Incoming } from './inbox.ts'
import type { Intake } from './intake.ts'
import { type Member, hasAnswered } from './session.ts'

/** Where past epochs are found, and who carries changes over from them. */
export interface PastEpochs {
  storage: Pick<Storage, 'listPastEpochs' | 'loadPastEpoch'>
  threads: Pick<EpochThreads, 'carry'>
}

export interface ReturningParts {
  room: {
    planId: string
    epoch: string
    past: PastEpochs
    document: Pick<PlanDocument, 'doc'>
    journal: Pick<Journal, 'seq'>
    events: { failed: (error: unknown) => void }
  }
  ids: Pick<ClientIds, 'owners'>
  intake: Pick<Intake, 'countRefusal'>
  push: (incoming: Incoming) => void
  isOver: () => boolean
  requestTurn: () => void
}

/** A client that hears nothing for 20 s gives its connection up. */
const SIGN_OF_LIFE_MS = 5_000

interface Journey {
  /** The past epochs from where the member comes from, oldest first. */
  epochs: readonly string[]
  /** Whether a change is being carried over. */
  isBusy: boolean
}

export class Returning {
  private readonly parts: ReturningParts
  private readonly journeys = new Map<Member, Journey>()

  constructor(parts: ReturningParts) {
    this.parts = parts
  }

  /** Whether something of the member's is on its way: nothing may overtake it. */
  isBusy(member: Member): boolean {
    return this.journeys.get(member)?.isBusy ?? false
  }

  forget(member: Member): void {
    this.journeys.delete(member)
  }

  /** The member has a document of `epoch`: it is told what was known then, or why nothing is taken from there. Once. */
  async resume(member: Member, epoch: string): Promise<void> {
    if (this.journeys.has(member)) return member.session.close('bad-request')
    const journey: Journey = { epochs: [], isBusy: true }
    this.journeys.set(member, journey)
    if (!canWrite(member.session.identity)) return this.turnBack(member, 'forbidden')
    await this.attempt(member, async () => {
      const epochs = await this.pathFrom(epoch)
      const [first] = epochs
      const past = first === undefined ? null : await this.load(first)
      if (past === null) return this.turnBack(member, 'epoch-ended')
      Object.assign(journey, { epochs, isBusy: false })
      member.session.write(toFrame(encodePast('', keptVector(past.kept))))
    })
  }

  private turnBack(member: Member, code: string): void {
    member.session.write(toFrame(encodePast(code, new Uint8Array())))
  }

  private load(epoch: string): ReturnType<Storage['loadPastEpoch']> {
    const { planId, past } = this.parts.room
    return past.storage.loadPastEpoch(planId, epoch)
  }

  /** The epochs that lead from there to the present one; none where one of them is forgotten. */
  private async pathFrom(epoch: string): Promise<string[]> {
    const { planId, epoch: present, past } = this.parts.room
    const nextOf = new Map((await past.storage.listPastEpochs(planId)).map((one) => [one.epoch, one.next]))
    const path: string[] = []
    for (let at: string | undefined = epoch; at !== present; at = nextOf.get(at)) {
      if (at === undefined || path.length > nextOf.size) return []
      path.push(at)
    }
    return path
  }

  /** Carries over what the member has beyond its epoch; counted, acknowledged and refused like any message of changes. */
  carry(member: Member, update: Uint8Array): void {
    const journey = this.journeys.get(member)
    if (!journey || journey.isBusy) return member.session.close('bad-request')
    member.received++
    const count = member.received
    if (update.length > DEFAULT_LIMITS.bytes) return this.refuse(member, count, 'too-large')
    journey.isBusy = true
    const signs = setInterval(() => member.session.write(toFrame(encodeAck(member.acked))), SIGN_OF_LIFE_MS)
    void this.attempt(member, async () => {
      const outcome = await this.carryOver(journey.epochs, update, member).finally(() => clearInterval(signs))
      if (this.journeys.get(member) !== journey) return
      journey.isBusy = false
      if (outcome.kind === 'refused') return this.refuse(member, count, outcome.code)
      this.take(member, count, outcome)
    })
  }

  /** From here on it is a change like any other; its ids are its sender's. */
  private take(member: Member, count: number, { update, clients, lost }: Carried): void {
    const { isOver, room, ids, push, requestTurn } = this.parts
    if (isOver()) return
    const words = [...lost, ...(update === null ? [] : strandedWords(room.document.doc, update))]
    if (words.length > 0) member.session.write(toFrame(encodeLost(words)))
    for (const client of clients) ids.owners.claim(client, member.session.identity.id)
    // It needs nothing that an answer of its sender's would have to bring first.
    hasAnswered(member)
    // Also nothing has its turn behind what the member sent before.
    push({ member, update: update ?? EMPTY_UPDATE, count, answers: false })
    requestTurn()
  }

  private carryOver(
    epochs: readonly string[],
    update: Uint8Array,
    { session }: Member,
  ): Promise<CarryOutcome> {
    const past = async () => {
      const all = []
      for (const epoch of epochs) {
        const one = await this.load(epoch)
        if (one === null) return null
        all.push(one)
      }
      return all
    }
    return this.parts.room.past.threads.carry({ past, update, who: session.identity.id })
  }

  private refuse(member: Member, count: number, code: RefusalCode): void {
    member.session.write(toFrame(encodeRefused(count, code)))
    this.parts.intake.countRefusal(member, code)
  }

  /** Whatever goes wrong is told by the end of the connection: its client comes back with what it has. */
  private async attempt(member: Member, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (error instanceof SvodError && error.code === 'too-many-requests')
        return member.session.close('too-many-requests')
      this.parts.room.events.failed(error)
      member.session.close('internal')
    }
  }
}
