/** A text block around the table (approval, title, introduction, signatures): the same editing as a cell. */
import { memo, useMemo, useRef } from 'react'
import type { MetaFragment } from '../../shared/plan/schema.ts'
import type { Block } from '../../shared/plan/rich.ts'
import { blocksToText } from '../../shared/plan/rich.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { useLinePeople } from './RowLine.tsx'
import { NameTags, isCrowded } from './NameTags.tsx'
import { Text } from './Text.tsx'
import styles from './front.module.css'
import type { Spot } from './grid-nav.ts'
import { useFocusPart, useSheet } from './sheet-context.ts'
import { focusOfBlock } from './sheet-model.ts'
import { useCellFocus } from './use-cell-focus.ts'

interface BlockTextProps {
  field: MetaFragment
  blocks: readonly Block[]
}

export const BlockText = memo(({ field, blocks }: BlockTextProps) => {
  const { rights, language } = useSheet()
  const canWrite = rights.may('front.edit')
  const text = useText()
  const element = useRef<HTMLDivElement>(null)
  const spot = useMemo<Spot>(() => ({ kind: 'block', field }), [field])
  const mode = useFocusPart((focus) => focusOfBlock(focus, field))
  const people = useLinePeople(`b:${field}`)
  const isEmpty = blocksToText(blocks) === ''
  useCellFocus(element, mode)
  if (isEmpty && !canWrite) return null
  const label = text(`table.block.${field}`)
  const editing = mode === 'edit'
  // The title is a heading: called by its words, not by what it is.
  const named = editing || field === 'title' ? {} : { role: 'group', 'aria-label': label }
  return (
    <div
      ref={element}
      {...named}
      tabIndex={editing || !canWrite ? -1 : 0}
      data-block={field}
      lang={language}
      data-empty={isEmpty ? text(`table.block.${field}.empty`) : undefined}
      data-hue={people[0]?.hue}
      data-crowded={isCrowded(people) || undefined}
      className={cx(styles.block, mode !== '' && styles.focused, people.length > 0 && styles.taken)}
    >
      <Text spot={spot} blocks={blocks} editing={editing} label={label} people={people} />
      <NameTags people={people} />
    </div>
  )
})
BlockText.displayName = 'BlockText'
