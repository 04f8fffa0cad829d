/** Which column of the file goes into which of the plan's. Owns the choice; what follows is the caller's. */
import type { PlanJson } from '../../shared/plan/json.ts'
import { Pick } from '../ui/Pick.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './ColumnsMapping.module.css'
import { type Choices, LEFT_OUT, NEW, type PlanColumn, ownColumns } from './into.ts'

export interface IntoColumnsProps {
  read: PlanJson
  plan: readonly PlanColumn[]
  mayAdd: boolean
  choices: Choices
  onChoose: (choices: Choices) => void
}

/** A column of the plan takes one column of the file. */
const withChoice = (choices: Choices, key: string, choice: string): Choices => {
  const isTaken = choice !== NEW && choice !== LEFT_OUT
  const others = [...choices].map(
    ([at, known]) => [at, isTaken && known === choice ? LEFT_OUT : known] as const,
  )
  return new Map([...others, [key, choice]])
}

export const IntoColumns = ({ read, plan, mayAdd, choices, onChoose }: IntoColumnsProps) => {
  const text = useText()
  const columns = ownColumns(read)
  if (columns.length === 0) return null
  const options = [
    ...plan.map(({ id, title }) => ({ value: id, label: title || text('mapping.unnamed') })),
    ...(mayAdd ? [{ value: NEW, label: text('into.column.new') }] : []),
    { value: LEFT_OUT, label: text('into.column.out') },
  ]
  return (
    <section className={styles.mapping}>
      <h4 className={styles.heading}>{text('into.columns')}</h4>
      <p className={styles.lead}>{text('into.columns.lead')}</p>
      <ul className={styles.columns}>
        {columns.map(({ key, title }) => (
          <li key={key}>
            <span className={styles.name}>{title}</span>
            <Pick
              bare
              label={text('into.column', { title })}
              options={options}
              value={choices.get(key) ?? LEFT_OUT}
              onChange={(value) => onChoose(withChoice(choices, key, value))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
