/**
 * What a crash left undone [IB4, IB8]: the log still has every change of comments that nobody was told of, since a checkpoint
 * takes it away only when everybody was; the trail and the plan say what became of sections. Reads them again; telling twice
 * is telling once.
 */
import * as Y from 'yjs'
import type { Said } from '../../rooms/room-events.ts'
import { type Touch, touchedBy } from '../../rooms/trail.ts'
import { readSignOffs, remarkOf, stateOf } from '../../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../../shared/plan/signed-content.ts'
import type { AuditRecord, StoredPlan } from '../../storage/storage.ts'
import { type SignOffEvent, concernedBy } from '../plan-events.ts'

const isOfComments = ({ root }: Touch): boolean => root === 'threads' || root === 'messages'

/** What was said in the part of a plan that is in no checkpoint; `nameOf`: names of people by their ids. */
export const saidInLog = (planId: string, stored: StoredPlan, nameOf: (id: string) => string): Said[] => {
  if (stored.tail.length === 0) return []
  const doc = new Y.Doc()
  if (stored.checkpoint) Y.applyUpdateV2(doc, stored.checkpoint.stateV2)
  const said: Said[] = []
  const settled = () => Promise.resolve()
  let touched: Touch[] = []
  doc.on('afterTransaction', (transaction: Y.Transaction) => void (touched = touchedBy(transaction)))
  for (const { update, by, at } of stored.tail) {
    touched = []
    Y.applyUpdate(doc, update)
    const ours = touched.filter(isOfComments)
    if (ours.length > 0)
      said.push({ planId, doc, settled, touched: ours, who: { id: by, name: nameOf(by) }, at })
  }
  return said
}

/** Lines of the trail about a section's signatures, each section's last one, by plan. */
export const signedIn = (records: readonly AuditRecord[]): Map<string, Map<string, AuditRecord>> => {
  const plans = new Map<string, Map<string, AuditRecord>>()
  for (const record of records) {
    const { plan, action, details } = record
    if (plan === null || !action.startsWith('section.') || typeof details.section !== 'string') continue
    const sections = plans.get(plan) ?? new Map<string, AuditRecord>()
    plans.set(plan, sections.set(details.section, record))
  }
  return plans
}

/** What became of a section last, as the plan has it: the same event that was told then. Null where there is none to tell. */
const lastStep = (doc: Y.Doc, hashes: SectionHashes, act: AuditRecord): SignOffEvent | null => {
  const section = String(act.details.section)
  const found = hashes.find(section)
  const signOff = readSignOffs(doc).get(section) ?? null
  // Without a signature it was taken back, or the next draft began.
  if (found === null || (signOff === null && act.action !== 'section.open')) return null
  const state = stateOf(signOff, null)
  const taken = { by: act.by, name: String(act.details.name ?? ''), at: act.at }
  const { by, name, at } =
    signOff === null ? taken : ((state === 'changed' ? signOff.changed : signOff.verdict) ?? signOff.ready)
  return {
    kind: 'sign-off',
    plan: act.plan ?? '',
    section,
    title: found.title,
    state,
    by: { id: by, name },
    to: concernedBy(state, found.department, signOff),
    remark: signOff === null ? '' : remarkOf(doc, section, signOff),
    at,
  }
}

/** What became last of the sections of a plan that these lines are about. */
export const stepsIn = (stored: StoredPlan, acts: readonly AuditRecord[]): SignOffEvent[] => {
  const doc = new Y.Doc()
  if (stored.checkpoint) Y.applyUpdateV2(doc, stored.checkpoint.stateV2)
  for (const { update } of stored.tail) Y.applyUpdate(doc, update)
  const hashes = new SectionHashes(doc)
  const steps = acts.flatMap((act) => lastStep(doc, hashes, act) ?? [])
  doc.destroy()
  return steps
}
