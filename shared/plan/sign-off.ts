/**
 * Whether a department stands by its section, and what the chief editor says to that (SPEC SG*). Owns the shape of what the
 * server writes down, its reading, and which step leads where; who may take a step is `permissions.ts`'s.
 *
 * What was signed is kept as a hash of what the section said (`signed-content.ts`): an edit afterwards reopens the section on
 * every replica at once, and taking the edit back closes it again. Nobody has to notice, so nobody can miss it.
 */
import type * as Y from 'yjs'
import { isId, remarkKey, sectionOfSignKey, serverOf, signKey } from './schema.ts'

/** Who did something, and when (ISO 8601, the server's clock). */
export interface Signature {
  readonly by: string
  readonly name: string
  readonly at: string
}

export interface SignOff {
  /** The department's word; `hash` is what the section said then. */
  readonly ready: Signature & { readonly hash: string }
  /** The chief editor's answer. */
  readonly verdict: (Signature & { readonly kind: 'accepted' | 'returned' }) | null
  /** The first change after it, while the section says something else; `item` is the row, null for the section itself. */
  readonly changed: (Signature & { readonly item: string | null }) | null
}

/** Nobody has signed; signed; accepted; returned with a remark; signed, and something else since. */
export type SignOffState = 'open' | 'ready' | 'accepted' | 'returned' | 'changed'

/** What somebody may make of it. */
export type SignOffStep = 'ready' | 'open' | 'accepted' | 'returned'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSignature = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && ['by', 'name', 'at'].every((key) => typeof value[key] === 'string')

export const isSignOff = (value: unknown): value is SignOff => {
  if (!isRecord(value)) return false
  const { ready, verdict, changed } = value
  return (
    isSignature(ready) &&
    typeof ready.hash === 'string' &&
    (verdict === null ||
      (isSignature(verdict) && (verdict.kind === 'accepted' || verdict.kind === 'returned'))) &&
    (changed === null || (isSignature(changed) && (changed.item === null || isId(changed.item))))
  )
}

/** Why a section was returned. It has a key of its own, so that it can be kept from those who may not read comments. */
export interface Remark {
  /** The verdict's time: a remark is of that verdict and no other. */
  readonly at: string
  readonly text: string
}

const isRemark = (value: unknown): value is Remark =>
  isRecord(value) && typeof value.at === 'string' && typeof value.text === 'string'

/** What was signed, by section; sections that nobody signed are not in it. */
export const readSignOffs = (doc: Y.Doc): Map<string, SignOff> => {
  const found = new Map<string, SignOff>()
  for (const [key, value] of serverOf(doc).entries()) {
    const section = sectionOfSignKey(key)
    if (section !== null && isSignOff(value)) found.set(section, value)
  }
  return found
}

/** Whether anything is signed. Asked with every keystroke, and Yjs's own iterators cost twenty times as much. */
export const hasSignOffs = (doc: Y.Doc): boolean => {
  let found = false
  serverOf(doc).forEach((value, key) => {
    found ||= sectionOfSignKey(key) !== null && isSignOff(value)
  })
  return found
}

/** The remark that goes with a verdict; '' where there is none, or it is kept from the reader. */
export const remarkOf = (doc: Y.Doc, section: string, { verdict }: SignOff): string => {
  const remark = serverOf(doc).get(remarkKey(section))
  return isRemark(remark) && remark.at === verdict?.at ? remark.text : ''
}

/**
 * How a section stands whose content has the hash `now`. Where that is not known (null), the server's note of the first change
 * is believed.
 */
export const stateOf = (signOff: SignOff | null | undefined, now: string | null): SignOffState => {
  if (!signOff) return 'open'
  const { ready, verdict, changed } = signOff
  if (verdict?.kind === 'returned') return 'returned'
  if (now === null ? changed !== null : now !== ready.hash) return 'changed'
  return verdict === null ? 'ready' : 'accepted'
}

const FROM: Record<SignOffStep, readonly SignOffState[]> = {
  ready: ['open', 'returned', 'changed'],
  open: ['ready', 'changed'],
  accepted: ['ready'],
  returned: ['ready', 'accepted', 'changed'],
}

export const STEPS = Object.keys(FROM) as SignOffStep[]

/** Whether `step` can be taken where a section stands so. */
export const leadsTo = (state: SignOffState, step: SignOffStep): boolean => FROM[step].includes(state)

/** The right that a step takes. */
export const actionOfStep = (step: SignOffStep): 'sections.sign' | 'sections.accept' =>
  step === 'ready' || step === 'open' ? 'sections.sign' : 'sections.accept'

/** What a step makes of it; `leadsTo` was asked before. */
export const afterStep = (
  before: SignOff | null | undefined,
  step: SignOffStep,
  signature: Signature,
  hash: string,
): SignOff | null => {
  if (step === 'ready') return { ready: { ...signature, hash }, verdict: null, changed: null }
  if (step === 'open' || !before) return null
  return { ...before, verdict: { ...signature, kind: step }, changed: null }
}

/** Writes it down; null: nobody has signed. The server's alone. */
export const writeSignOff = (
  doc: Y.Doc,
  section: string,
  signOff: SignOff | null,
  remark: Remark | null,
): void => {
  const server = serverOf(doc)
  if (signOff === null) server.delete(signKey(section))
  else server.set(signKey(section), signOff)
  if (remark !== null) server.set(remarkKey(section), remark)
  else if (server.has(remarkKey(section))) server.delete(remarkKey(section))
}

/** The next draft begins with nobody's word. */
export const clearSignOffs = (doc: Y.Doc): void => {
  for (const section of readSignOffs(doc).keys()) writeSignOff(doc, section, null, null)
}
