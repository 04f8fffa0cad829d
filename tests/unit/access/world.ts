/** The small plan that the access tests attack, and how they make updates for it. */
import * as Y from 'yjs'
import { inspect, type Inspection } from '../../../server/access/inspect.ts'
import { buildPlan } from '../../../shared/plan/build.ts'
import { rowsOf } from '../../../shared/plan/schema.ts'
import { copyOf, countingIds, planDraft } from '../../support/drafts.ts'
import type { Id } from '../../support/raw-update.ts'

/** The client that forged updates come from. */
export const EVE = 5

/** One section (`r1`), two rows, the columns №, title, period and `r0`. */
export const planOf = (): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 1
  buildPlan(doc, planDraft(1, 2), { ids: countingIds(), epoch: 'epoch1' })
  return doc
}

export const SECTION = 'r1'
export const ROW = 'r2'

export const row = (doc: Y.Doc, id = ROW): Y.Map<unknown> => rowsOf(doc).get(id)!

export const cell = (doc: Y.Doc, id = ROW, field = 'c:title'): Y.XmlFragment =>
  row(doc, id).get(field) as Y.XmlFragment

export const textOf = (fragment: Y.XmlFragment): Y.XmlText =>
  (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText

/** As much of a shared type as the ids need; Yjs's own class is not covariant. */
type Shared = Pick<Y.AbstractType<unknown>, '_item' | '_map'>

/** The id of the item that holds a type. */
export const idOf = (type: Shared): Id => {
  const { client, clock } = type._item!.id
  return [client, clock]
}

/** The id of the last item of a key. */
export const lastOf = (map: Shared, key: string): Id => {
  const item = map._map.get(key)!
  return [item.id.client, item.id.clock + item.length - 1]
}

/** What an editor who has the plan open sends for a change; one update. */
export const changeOf = (doc: Y.Doc, change: (copy: Y.Doc) => void, client = 7): Uint8Array => {
  const copy = copyOf(doc)
  copy.clientID = client
  const updates: Uint8Array[] = []
  copy.on('update', (update: Uint8Array) => updates.push(update))
  copy.transact(() => change(copy))
  return Y.mergeUpdates(updates)
}

/** 'ok' or the code of the refusal. */
export const codeOf = (verdict: Inspection): string => (verdict.ok ? 'ok' : verdict.code)

/** The verdict on what an honest change would send. */
export const judge = (doc: Y.Doc, change: (copy: Y.Doc) => void): Inspection =>
  inspect(doc, changeOf(doc, change))

export const touchesOf = (verdict: Inspection): string[] =>
  verdict.ok
    ? verdict.touched.map((one) =>
        [one.root, one.entity, one.field, one.kind, one.inner ? 'inner' : 'outer'].join(' '),
      )
    : [verdict.code]
