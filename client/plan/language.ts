/** The language that a plan is written in: what hyphenates its words and pronounces them. Pure; a guess by script. */
import { META_FRAGMENTS } from '../../shared/plan/schema.ts'
import { blocksToText } from '../../shared/plan/rich.ts'
import type { PlanView } from '../../shared/plan/view.ts'

/** As a value of `lang`; undefined where no word tells. */
export const languageOf = ({ meta, sections, columns }: PlanView): 'ru' | 'en' | undefined => {
  const words = [
    ...META_FRAGMENTS.map((field) => blocksToText(meta.blocks[field])),
    ...sections.map((section) => section.title),
    ...columns.map((column) => column.title),
  ].join(' ')
  if (/\p{Script=Cyrillic}/u.test(words)) return 'ru'
  return /\p{Script=Latin}/u.test(words) ? 'en' : undefined
}
