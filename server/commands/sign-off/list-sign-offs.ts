/** How the sections of a plan stand, for programs (PROTOCOL.md "Sign-off"). Owns the shape of the answer. */
import type * as Y from 'yjs'
import { SvodError } from '../../../shared/errors.ts'
import type { Identity } from '../../../shared/identity.ts'
import { can } from '../../../shared/permissions.ts'
import {
  type Signature,
  type SignOff,
  type SignOffState,
  readSignOffs,
  remarkOf,
  stateOf,
} from '../../../shared/plan/sign-off.ts'
import { SectionHashes } from '../../../shared/plan/signed-content.ts'
import { UNASSIGNED } from '../../../shared/plan/tree.ts'
import { authoriseIn, livePlan } from '../checks.ts'
import type { Deps } from '../deps.ts'

export interface ShownSignature {
  by: string
  byId: string
  /** ISO 8601. */
  at: string
}

export interface ShownSignOff {
  section: string
  title: string
  department: string | null
  state: SignOffState
  /** Of what the section says now. */
  hash: string
  ready: (ShownSignature & { hash: string }) | null
  /** `remark` is '' for those who may not read comments. */
  verdict: (ShownSignature & { kind: 'accepted' | 'returned'; remark: string }) | null
  /** The first change since; `item` is the row, null for the section itself. */
  changed: (ShownSignature & { item: string | null }) | null
}

const signed = ({ by, name, at }: Signature): ShownSignature => ({ by: name, byId: by, at })

const show = (doc: Y.Doc, hashes: SectionHashes, id: string, signOff: SignOff | null, isInside: boolean) => {
  const section = hashes.find(id)
  const hash = hashes.hashOf(id)
  const state = stateOf(signOff, hash)
  const { ready = null, verdict = null, changed = null } = signOff ?? {}
  return {
    section: id,
    title: section?.title ?? '',
    department: section?.department ?? null,
    state,
    hash,
    ready: ready && { ...signed(ready), hash: ready.hash },
    verdict: verdict && {
      ...signed(verdict),
      kind: verdict.kind,
      remark: signOff && isInside ? remarkOf(doc, id, signOff) : '',
    },
    changed: changed && state === 'changed' ? { ...signed(changed), item: changed.item } : null,
  }
}

type ReadDeps = Pick<Deps, 'storage' | 'rooms'>

/** Reads the sign-offs of the sections that `pick` takes of the plan's; of the others no row is looked at. */
const readIn = (
  deps: ReadDeps,
  who: Identity,
  planId: string,
  pick: (ids: string[]) => string[],
): Promise<ShownSignOff[]> => {
  const there = authoriseIn(deps, who, planId, 'plan.read')
  livePlan(deps.storage.catalogue.plan(planId))
  const isInside = can(there, 'comments.read')
  return deps.rooms.use(planId, (room) =>
    room.readSettled((doc) => {
      const hashes = new SectionHashes(doc)
      const signOffs = readSignOffs(doc)
      const ids = pick(hashes.ids().filter((id) => id !== UNASSIGNED))
      return ids.map((id) => show(doc, hashes, id, signOffs.get(id) ?? null, isInside))
    }),
  )
}

/** In the order of the plan. @throws SvodError `forbidden`, `not-found`, `plan-in-trash` */
export const listSignOffs = (deps: ReadDeps, who: Identity, planId: string): Promise<ShownSignOff[]> =>
  readIn(deps, who, planId, (ids) => ids)

/** One section. @throws SvodError as `listSignOffs` */
export const readSignOff = async (
  deps: ReadDeps,
  who: Identity,
  planId: string,
  sectionId: string,
): Promise<ShownSignOff> => {
  const [found] = await readIn(deps, who, planId, (ids) => ids.filter((id) => id === sectionId))
  if (!found) throw new SvodError('not-found')
  return found
}
