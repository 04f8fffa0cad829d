/** Which of a department's sections a card goes to. Owns the question alone. */
import type { PlanView } from '../../shared/plan/view.ts'
import { useKept } from '../plan/kept.ts'
import { sectionName } from '../plan/section-name.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog, DialogActions, DialogBody, DialogForm } from '../ui/Dialog.tsx'
import { useText } from '../ui/use-text.ts'
import type { BoardActions } from './actions.ts'

interface AskSectionProps {
  row: string
  sections: readonly string[]
  view: PlanView
  actions: BoardActions
  onClose: () => void
}

export const AskSection = ({ row, sections, view, actions, onClose }: AskSectionProps) => {
  const text = useText()
  const [section, setSection] = useKept('board.asking.section', () => sections[0] ?? '')
  // A section may go while it is asked; then somebody has to choose again.
  const options = view.sections
    .filter(({ id }) => sections.includes(id))
    .map((one) => ({ value: one.id, label: sectionName(one, text) }))
  const isThere = options.some(({ value }) => value === section)
  const submit = () => {
    actions.moveToSection(row, section)
    onClose()
  }
  return (
    <Dialog open title={text('board.ask.title')} size="narrow" onClose={onClose}>
      <DialogForm onSubmit={submit}>
        <DialogBody>
          <p>{text('board.ask.text')}</p>
          <Choice label={text('board.ask.section')} options={options} value={section} onChange={setSection} />
        </DialogBody>
        <DialogActions>
          <Button look="main" type="submit" isDisabled={!isThere}>
            {text('board.ask.move')}
          </Button>
        </DialogActions>
      </DialogForm>
    </Dialog>
  )
}
