/** What became of a row, said quietly under its dates; a press leads to the form. Not printed: it is no content. */
import { useIntl } from 'react-intl'
import type { RowView } from '../../shared/plan/view.ts'
import { StateIcon } from '../ui/StateIcon.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import styles from './fact.module.css'
import { useSheet } from './sheet-context.ts'

const useWords = ({ state, fact }: RowView, text: Text): string => {
  const { formatDate } = useIntl()
  if (fact.on !== undefined) {
    const on = formatDate(`${fact.on}T00:00:00Z`, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    return text('table.state.done.on', { on })
  }
  return fact.to === undefined ? text(`table.state.${state}`) : text('table.state.moved.to', { to: fact.to })
}

export const FactChip = ({ row }: { row: RowView }) => {
  const text = useText()
  const { askFact, rights } = useSheet()
  const words = useWords(row, text)
  if (row.state === 'planned') return null
  const inside = (
    <>
      <StateIcon state={row.state} />
      {words}
    </>
  )
  if (askFact === null || !rights.may('state.edit', row.section))
    return (
      <span className={styles.chip} data-state={row.state} data-sheet-tool>
        {inside}
      </span>
    )
  return (
    <button
      type="button"
      className={styles.chip}
      data-state={row.state}
      data-sheet-tool
      tabIndex={-1}
      title={text('table.row.fact')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => askFact(row.id)}
    >
      {inside}
    </button>
  )
}
