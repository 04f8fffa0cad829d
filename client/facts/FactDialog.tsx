/**
 * What became of a row: its state, and what is told of it. Live: what colleagues write shows at once where nothing was typed,
 * and beside what was. Owns the form; what is written is `plan/tell-fact.ts`'s.
 */
import { useState } from 'react'
import type { FactField } from '../../shared/plan/facts.ts'
import { factsOf } from '../../shared/plan/facts.ts'
import type { ItemState } from '../../shared/plan/json.ts'
import { blocksToLine } from '../../shared/plan/rich.ts'
import type { RowView } from '../../shared/plan/view.ts'
import { useKept } from '../plan/kept.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { factIn, tellFact, today } from '../plan/tell-fact.ts'
import { useGone } from '../plan/use-gone.ts'
import { usePlanPart, useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import { type Draft, NO_DRAFT, asText, changeOf, typedIn, withText } from './draft.ts'
import { FactFields } from './FactFields.tsx'
import { FactWords } from './FactWords.tsx'
import { StateChoice } from './StateChoice.tsx'
import styles from './facts.module.css'

export interface FactDialogProps {
  session: PlanSession
  row: string
  onClose: () => void
}

export const FactDialog = (props: FactDialogProps) => (
  <FactWords>
    <Opened {...props} />
  </FactWords>
)

const Opened = ({ session, row: id, onClose }: FactDialogProps) => {
  const text = useText()
  const row = usePlanPart(session, (view) =>
    view.sections.flatMap(({ rows }) => rows).find((one) => one.id === id),
  )
  useGone(row === undefined, onClose)
  if (!row) return null
  return (
    <Dialog open title={text('fact.title')} size="middle" onClose={onClose}>
      <Form {...{ session, row, onClose }} />
    </Dialog>
  )
}

interface FormProps {
  session: PlanSession
  row: RowView
  onClose: () => void
}

const ATTENDANCE = /участник|участвующ|посещени|охват|численност|attend|particip|visitor|audience/i

/** Whether the plan counts people: then the report wants their number. */
const useCounts = (session: PlanSession): boolean =>
  usePlanPart(session, ({ columns }) => columns.some(({ title }) => ATTENDANCE.test(title)))

/** Whoever says that something is done means today, mostly. */
const withToday = (draft: Draft, session: PlanSession, row: string): Draft => {
  const isKnown = factIn(session, row, 'done').on !== undefined || typedIn(draft, 'done', 'on') !== null
  return isKnown ? draft : withText(draft, 'done', 'on', today(), '')
}

/** Whether saving would put another state in the place of one that somebody has set. */
const isOver = ({ state, since }: Draft, now: ItemState): boolean =>
  state !== null && state !== now && (now !== 'planned' || since !== now)

const Form = ({ session, row, onClose }: FormProps) => {
  const text = useText()
  const counts = useCounts(session)
  const mayTell = useStore(session.rights).may('state.edit', row.section)
  const [draft, setDraft] = useKept<Draft>(`fact ${row.id}`, () => NO_DRAFT)
  const [wrong, setWrong] = useState<readonly FactField[]>([])
  const state = draft.state ?? row.state
  const now = factIn(session, row.id, state)
  const fields = factsOf(state).filter(
    (field) => field !== 'participants' || counts || now.participants !== undefined,
  )
  const choose = (next: ItemState) => {
    const chosen = { ...draft, state: next, since: row.state }
    setWrong([])
    setDraft(next === 'done' && row.state !== 'done' ? withToday(chosen, session, row.id) : chosen)
  }
  const submit = () => {
    const result = changeOf(draft, state)
    if ('wrong' in result) return setWrong(result.wrong)
    if (tellFact(session, row.id, state, result.change)) onClose()
  }
  return (
    <DialogForm onSubmit={submit}>
      <DialogBody>
        <p className={styles.row}>{blocksToLine(row.cells.title ?? []) || text('fact.untitled')}</p>
        {isOver(draft, row.state) && (
          <p className={styles.now}>{text('fact.now', { state: text(`table.state.${row.state}`) })}</p>
        )}
        <StateChoice value={state} disabled={!mayTell} onChange={choose} />
        <FactFields
          {...{ state, fields, draft, wrong, now }}
          disabled={!mayTell}
          textOf={(field) => typedIn(draft, state, field)?.text ?? asText(now[field])}
          onChange={(next) => {
            setWrong([])
            // What is written belongs to the state that is shown: it does not turn into another under the hand.
            setDraft(next.state === null ? { ...next, state, since: row.state } : next)
          }}
        />
        <p className={styles.kept}>{text(mayTell ? 'fact.kept' : 'fact.closed')}</p>
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        <Button look="main" type="submit" isDisabled={!mayTell}>
          {text('fact.save')}
        </Button>
      </DialogActions>
    </DialogForm>
  )
}
