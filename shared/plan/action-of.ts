/** What changing something in the document amounts to, in the words of the rule book. Pure; who may do it is `permissions.ts`'s. */
import type { Action } from '../permissions.ts'
import { isFactField } from './facts.ts'
import type { Root } from './schema.ts'

/** The roots that people write in, comments apart: who may say what there depends on who said it. */
export type WrittenRoot = Exclude<Root, 'srv' | 'threads' | 'messages'>

const ACTIONS: Record<Exclude<WrittenRoot, 'rows'>, Action> = {
  meta: 'front.edit',
  cols: 'columns.edit',
  sections: 'sections.edit',
}

/** `field` is the register or fragment, null where the entity itself is created. */
export const actionOf = (root: WrittenRoot, field: string | null): Action => {
  if (root !== 'rows') return ACTIONS[root]
  if (field === 'number') return 'numbers.edit'
  return isFactField(field) ? 'state.edit' : 'rows.edit'
}
