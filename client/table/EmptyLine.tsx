/** The line of a section without rows: says so, and offers the first one. */
import { Plus } from 'lucide-react'
import type { SectionView } from '../../shared/plan/view.ts'
import { useText } from '../ui/use-text.ts'
import { useSheet } from './sheet-context.ts'
import styles from './sheet.module.css'

interface EmptyLineProps {
  section: SectionView
  index: number
  columns: number
  measure: (element: HTMLElement | null) => void
}

export const EmptyLine = ({ section, index, columns, measure }: EmptyLineProps) => {
  const { rights, actions } = useSheet()
  const text = useText()
  return (
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-line={`e:${section.id}`}
      className={styles.empty}
      data-sheet-tool
    >
      <div role="gridcell" aria-colspan={columns}>
        {text('table.section.emptyRow')}
        {rights.may('rows.edit', section.id) && (
          <button
            type="button"
            className={styles.add}
            onClick={() => actions.addToSection(section.id, 'first')}
          >
            <Plus /> {text('table.row.add')}
          </button>
        )}
      </div>
    </div>
  )
}
