/** Approving an edition, taking the approval back, opening the next draft. Owns what each of them asks for first. */
import { SvodError } from '../../../shared/errors.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import type { Identity } from '../../../shared/identity.ts'
import { canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { readApprovalState } from '../../../shared/plan/read.ts'
import { clearSignOffs } from '../../../shared/plan/sign-off.ts'
import { hashOf } from '../../storage/edition-seal.ts'
import type { ApprovalRecord } from '../../storage/storage.ts'
import { actsInTurn, approvedBy, doAct, isLocked } from './acts.ts'
import { type ListDeps, intactVersion } from './list-versions.ts'
import { inPlanTurn } from './plan-turn.ts'
import { type ShownVersion, lastActOn, showVersion } from './shown-version.ts'
import type { VersionDeps } from './take-version.ts'

export interface Approval {
  /** Order or minutes. */
  ground: string
  /** YYYY-MM-DD, '' for none. */
  date: string
  /** What the approver has reviewed; left out: the edition as it is. */
  hash?: string
}

/**
 * Approves edition `number` and locks the plan. The draft must still be what that edition says.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`; `draft-moved` where the draft or the hash is another;
 * `already-approved` where an edition is in force
 */
export const approveVersion = async (
  deps: ListDeps,
  who: Identity,
  planId: string,
  number: number,
  { ground, date, hash }: Approval,
  locale: Locale,
): Promise<ShownVersion> => {
  return inPlanTurn(deps, who, planId, ['versions.approve'], async () => {
    const version = await intactVersion(deps, planId, number)
    if (hash !== undefined && hash !== version.hash) throw new SvodError('draft-moved', { version: number })
    const before = await actsInTurn(deps, planId)
    const what = { act: 'approved' as const, version: number, hash: version.hash, date, ground }
    const record = await doAct(deps, who, planId, before, {
      action: 'versions.approve',
      what,
      decide: (doc, made) => {
        if (isLocked(doc)) throw new SvodError('already-approved')
        const draft = hashOf(canonicalPlan(projectPlan(doc, planId)))
        if (draft !== version.hash) throw new SvodError('draft-moved', { version: number })
        return { locked: true, approved: approvedBy(made) }
      },
    })
    // Its files follow: nobody waits for them here.
    const files = (await deps.frozen.shown(planId, [...before, record])).get(number)
    return showVersion(version, [...before, record], locale, { files })
  })
}

/** The approval before that of `number` that still stands. */
const approvalBefore = (acts: readonly ApprovalRecord[], number: number): ApprovalRecord | undefined =>
  acts.findLast(
    (record) =>
      record.act === 'approved' && record.version !== number && lastActOn(acts, record.version) === record,
  )

/**
 * Takes the approval of edition `number` back, for a reason, on record. Where it is the one in force, the plan is a draft
 * again. @throws SvodError `forbidden`, `not-found`, `plan-in-trash`; `not-approved`
 */
export const withdrawApproval = async (
  deps: ListDeps,
  who: Identity,
  planId: string,
  number: number,
  reason: string,
  locale: Locale,
): Promise<ShownVersion> => {
  return inPlanTurn(deps, who, planId, ['versions.approve'], async () => {
    const version = await intactVersion(deps, planId, number)
    const acts = await actsInTurn(deps, planId)
    if (lastActOn(acts, number)?.act !== 'approved') throw new SvodError('not-approved', { version: number })
    const what = { act: 'withdrawn' as const, version: number, hash: version.hash, date: '', ground: reason }
    const record = await doAct(deps, who, planId, acts, {
      action: 'versions.approve',
      what,
      decide: (doc) => {
        const { locked, approved } = readApprovalState(doc)
        if (approved?.version !== number) return { locked, approved }
        const before = approvalBefore(acts, number)
        return { locked: false, approved: before ? approvedBy(before) : null }
      },
    })
    const files = (await deps.frozen.shown(planId, acts)).get(number)
    return showVersion(version, [...acts, record], locale, { files })
  })
}

/**
 * Opens the next draft behind the approved edition, which stays approved; nobody has signed a section of it yet.
 * @throws SvodError `forbidden`, `not-found`, `plan-in-trash`; `not-approved` where the plan is open already
 */
export const amendPlan = async (
  deps: VersionDeps,
  who: Identity,
  planId: string,
  reason: string,
): Promise<void> => {
  await inPlanTurn(deps, who, planId, ['versions.amend'], async () => {
    const acts = await actsInTurn(deps, planId)
    const inForce = acts.findLast(({ act }) => act === 'approved')
    if (!inForce) throw new SvodError('not-approved')
    const { version, hash } = inForce
    const what = { act: 'amended' as const, version, hash, date: '', ground: reason }
    await doAct(deps, who, planId, acts, {
      action: 'versions.amend',
      what,
      decide: (doc) => {
        const { locked, approved } = readApprovalState(doc)
        if (!locked) throw new SvodError('not-approved')
        clearSignOffs(doc)
        return { locked: false, approved }
      },
    })
  })
}
