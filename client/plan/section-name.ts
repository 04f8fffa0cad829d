/** What a section is called where a title stands: its own, or words for its absence. Owns the wording; must not draw. */
import { UNASSIGNED } from '../../shared/plan/tree.ts'
import type { SectionView } from '../../shared/plan/view.ts'
import type { Text } from '../ui/use-text.ts'

/** Rows that stand in no section have a name of their own, the same in every view. */
export const sectionName = ({ id, title }: Pick<SectionView, 'id' | 'title'>, text: Text): string =>
  title || text(id === UNASSIGNED ? 'plan.section.unassigned' : 'plan.section.untitled')
