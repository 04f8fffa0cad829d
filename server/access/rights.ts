/**
 * Who may change what, decided on what an update touches: the one place for rights in the document [AC11].
 * Structure is settled before (`inspect.ts`). Must not change the document.
 */
import type * as Y from 'yjs'
import { type Actor, canWrite } from '../../shared/permissions.ts'
import type { Touched } from './place.ts'
import type { RefusalCode } from './refusal.ts'

/**
 * Null where `who` may make the change. Ask only about updates that are not `empty`: a reader may not write even what
 * touches nothing. `doc` is the document before the change. Chief and editors may do all that the structure allows.
 */
export const allowed = (_touched: readonly Touched[], who: Actor, _doc: Y.Doc): RefusalCode | null =>
  canWrite(who) ? null : 'forbidden'
