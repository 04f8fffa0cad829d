/**
 * A department says that its section is ready, the chief editor accepts or returns it (SPEC SG*). Owns the steps, their words
 * in the audit trail, and the edition that is kept of what was accepted.
 */
import type * as Y from 'yjs'
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { can } from '../../../shared/permissions.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import {
  type Signature,
  type SignOff,
  type SignOffState,
  type SignOffStep,
  actionOfStep,
  afterStep,
  leadsTo,
  readSignOffs,
  stateOf,
  writeSignOff,
} from '../../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../../shared/plan/signed-content.ts'
import { UNASSIGNED } from '../../../shared/plan/tree.ts'
import { hashOf } from '../../storage/edition-seal.ts'
import type { AuditAction } from '../audit.ts'
import { audit } from '../audit.ts'
import { stillMayIn } from '../as-of-now.ts'
import { whoIn } from '../checks.ts'
import type { Deps } from '../deps.ts'
import { concernedBy } from '../plan-events.ts'
import { isLocked } from '../versions/acts.ts'
import { inPlanTurn } from '../versions/plan-turn.ts'
import { addVersion } from '../versions/take-version.ts'

export type SignOffDeps = Pick<Deps, 'storage' | 'rooms' | 'editions' | 'events' | 'now'>

export interface Step {
  state: SignOffStep
  /** Why it is returned; '' with every other step. */
  remark: string
  /** What the section said when it was looked at; left out: as it is. */
  hash?: string | undefined
}

/** A section that a step may be taken with. */
interface Standing {
  section: { id: string; title: string; department: string | null }
  before: SignOff | null
  hash: string
}

interface Stepping {
  planId: string
  sectionId: string
  who: Identity
  step: Step
  signature: Signature
}

/** @throws SvodError `forbidden`, `plan-locked` */
const authoriseStep = (who: Identity, { state }: Step, department: string | null, locked: boolean): void => {
  const action = actionOfStep(state)
  if (!can(who, action, { department })) throw new SvodError('forbidden')
  if (!can(who, action, { department, locked })) throw new SvodError('plan-locked')
}

/** Asks everything, and writes nothing. */
const lookAt = (doc: Y.Doc, { sectionId, who, step }: Stepping): Standing => {
  const hashes = new SectionHashes(doc)
  const section = sectionId === UNASSIGNED ? null : hashes.find(sectionId)
  if (section === null) throw new SvodError('not-found')
  authoriseStep(who, step, section.department, isLocked(doc))
  const before = readSignOffs(doc).get(sectionId) ?? null
  const hash = hashes.hashOf(sectionId)
  const state: SignOffState = stateOf(before, hash)
  // First what was looked at: somebody who is late is told that, not that the step is no longer there.
  if (step.hash !== undefined && step.hash !== hash) throw new SvodError('section-moved')
  if (!leadsTo(state, step.state)) throw new SvodError('sign-off-step', { state })
  const { title, department } = section
  return { section: { id: sectionId, title, department }, before, hash }
}

const takeStep = (doc: Y.Doc, stepping: Stepping): Standing => {
  const standing = lookAt(doc, stepping)
  const { sectionId, step, signature } = stepping
  const after = afterStep(standing.before, step.state, signature, standing.hash)
  const remark = step.state === 'returned' ? { at: signature.at, text: step.remark } : null
  writeSignOff(doc, sectionId, after, remark)
  return standing
}

/**
 * An edition of what is about to be accepted, but where the last one says the same; in the plan's turn. Before the word is
 * written: a server that ends between leaves an edition too many, and no word without one. The word is refused where the
 * section says something else by then.
 */
const keepAccepted = async (deps: SignOffDeps, freshly: () => Stepping): Promise<void> => {
  const { planId, who } = freshly()
  const { title, body } = await deps.rooms.use(planId, (room) =>
    room.readSettled((doc) => {
      const { section } = lookAt(doc, freshly())
      return { title: section.title, body: canonicalPlan(projectPlan(doc, planId)) }
    }),
  )
  const last = (await deps.storage.listVersions(planId)).at(-1)
  if (last?.hash === hashOf(body)) return
  const fresh = { name: '', note: title, cause: 'sign-off', about: null } as const
  await addVersion(deps, who, planId, fresh, body)
}

const ACTIONS: Record<SignOffStep, AuditAction> = {
  ready: 'section.ready',
  open: 'section.open',
  accepted: 'section.accepted',
  returned: 'section.returned',
}

const tellOf = async (deps: SignOffDeps, stepping: Stepping, taken: Standing): Promise<void> => {
  const { planId, who, step, signature } = stepping
  const { section, before, hash } = taken
  const { state, remark } = step
  const details = { section: section.id, title: section.title, hash, ...(remark !== '' && { remark }) }
  await audit(deps, who, ACTIONS[state], planId, details)
  deps.events.tell({
    kind: 'sign-off',
    plan: planId,
    section: section.id,
    title: section.title,
    state,
    by: { id: who.id, name: who.name },
    to: concernedBy(state, section.department, before),
    remark,
    at: signature.at,
  })
}

/**
 * Takes a step with a section; resolves when it is on disk.
 * @throws SvodError `forbidden`, `plan-locked`, `not-found`, `plan-in-trash`; `section-moved` where it no longer says what was
 * looked at; `sign-off-step` where it does not stand so that the step could be taken
 */
export const signSection = async (
  deps: SignOffDeps,
  who: Identity,
  planId: string,
  sectionId: string,
  step: Step,
): Promise<void> => {
  // In the plan's turn, so that no approval and no other edition comes between.
  const action = actionOfStep(step.state)
  await inPlanTurn(deps, who, planId, [action], async (now) => {
    const there = whoIn(deps, now, planId)
    const signature = { by: who.id, name: who.name, at: new Date(deps.now()).toISOString() }
    const stepping = { planId, sectionId, who: there, step, signature }
    // Asked anew whenever the room's own wait has ended.
    const freshly = (): Stepping => ({ ...stepping, who: stillMayIn(deps, who, planId, action) })
    if (step.state === 'accepted') await keepAccepted(deps, freshly)
    const taken = await deps.rooms.use(planId, (room) => room.edit(there, (doc) => takeStep(doc, freshly())))
    await tellOf(deps, stepping, taken)
  })
}
