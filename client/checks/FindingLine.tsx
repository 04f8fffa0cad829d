/** One finding: its sentence leads to its place; a reason sets it aside. Owns the line and its little form. */
import { type KeyboardEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Finding, FindingCode } from '../../shared/plan/check/finding.ts'
import { dismissFinding } from '../../shared/plan/edit-notes.ts'
import { canRenumber, renumberFrom } from '../../shared/plan/renumber.ts'
import { isComposing } from '../plan/chord.ts'
import { useKept } from '../plan/kept.ts'
import { useComesBack } from '../plan/panel-return.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { Rights } from '../plan/rights.ts'
import { useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { useSaying } from './CheckWords.tsx'
import styles from './checks.module.css'

export interface FindingLineProps {
  session: PlanSession
  finding: Finding
  /** `column`: the cell that it is about. */
  onJump: (kind: 'row' | 'section', id: string, column?: string) => void
}

/** What each code is about, where that is not the title. */
const CELLS: Partial<Record<FindingCode, 'number' | 'period'>> = {
  'number-gap': 'number',
  'number-double': 'number',
  'number-order': 'number',
  'date-missing': 'period',
  'date-unclear': 'period',
  'foreign-year': 'period',
  'impossible-day': 'period',
  'end-before-start': 'period',
  'same-event': 'period',
  'dates-mismatch': 'period',
}

const isOfNumbers = (code: FindingCode): boolean => CELLS[code] === 'number'

/** The cell that a finding is about, where its column is shown. */
const cellOf = (session: PlanSession, code: FindingCode): string | undefined => {
  const wanted = CELLS[code]
  return session.projection.view().columns.find(({ id, hidden }) => id === wanted && !hidden)?.id
}

/** Who may change what a finding is of may say that it is none. */
export const mayDismiss = (rights: Rights, { item, section }: Finding): boolean => {
  if (item !== null) return rights.may('rows.edit', section ?? '')
  return rights.may(section === null ? 'front.edit' : 'sections.edit')
}

const jumpOf = (session: PlanSession, finding: Finding): Parameters<FindingLineProps['onJump']> | null => {
  const { item, section, code } = finding
  if (item !== null) return ['row', item, cellOf(session, code)]
  return section === null ? null : ['section', section]
}

export const FindingLine = ({ session, finding, onJump }: FindingLineProps) => {
  const text = useText()
  const say = useSaying()
  const rights = useStore(session.rights)
  /** `left`: somebody was asked and thought better of it. */
  const [asking, setAsking] = useKept<boolean | 'left'>(`aside ${finding.id}`, () => false)
  const [isBack, setBack] = useState(asking === true)
  const comesBack = useComesBack()
  const ask = () => {
    setBack(false)
    setAsking(true)
  }
  const sentence = say(finding)
  const target = jumpOf(session, finding)
  const severity = text(`check.severity.${finding.severity}`)
  return (
    <li className={styles.line} data-severity={finding.severity}>
      <i className={styles.dot} title={severity} />
      <span className="visually-hidden">{severity}: </span>
      {target ? (
        <AriaButton className={styles.sentence ?? ''} onPress={() => onJump(...target)}>
          {sentence}
        </AriaButton>
      ) : (
        <p className={styles.sentence}>{sentence}</p>
      )}
      {asking !== true && (
        <div className={styles.ways}>
          <Mending {...{ session, finding, onJump }} />
          {mayDismiss(rights, finding) && (
            <Button
              small
              look="quiet"
              aria-label={text('check.dismiss.of', { finding: sentence })}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form with the focus is gone, and this led to it
              autoFocus={asking === 'left'}
              onPress={ask}
            >
              {text('check.dismiss')}
            </Button>
          )}
        </div>
      )}
      {asking === true && (
        <Reason
          {...{ session, finding }}
          // What came back with its page takes no focus that was elsewhere.
          focused={!(isBack && comesBack)}
          onDone={() => setAsking(false)}
          onCancel={() => setAsking('left')}
        />
      )}
    </li>
  )
}

/** What may be done about it from here: the numbers put right, the other place of the same event shown. */
const Mending = ({ session, finding, onJump }: FindingLineProps) => {
  const text = useText()
  const say = useSaying()
  const rights = useStore(session.rights)
  const { code, item, section, values } = finding
  if (code === 'same-event') {
    const other = String(values.other)
    const show = () => onJump('row', other, cellOf(session, code))
    return (
      <Button
        small
        look="quiet"
        aria-label={text('check.other.of', { finding: say(finding) })}
        onPress={show}
      >
        {text('check.other')}
      </Button>
    )
  }
  if (!isOfNumbers(code) || item === null || section === null) return null
  if (!canRenumber(String(values.number)) || !rights.may('numbers.edit', section)) return null
  const renumber = () => {
    const rows = session.projection.view().sections.find(({ id }) => id === section)?.rows ?? []
    session.undo.cut()
    const count = renumberFrom(session.editing, rows, item)
    session.undo.cut()
    const step = session.undo.last()
    const back = { label: text('check.renumber.undo'), run: () => void step.undo(), until: step.onOver }
    showToast({ text: text('check.renumber.done', { count }), action: back })
  }
  return (
    <Button
      small
      look="quiet"
      aria-label={text('check.renumber.of', { finding: say(finding) })}
      onPress={renumber}
    >
      {text('check.renumber')}
    </Button>
  )
}

interface ReasonProps {
  session: PlanSession
  finding: Finding
  focused: boolean
  onDone: () => void
  onCancel: () => void
}

const Reason = ({ session, finding, focused, onDone, onCancel }: ReasonProps) => {
  const text = useText()
  const [why, setWhy] = useKept(`aside.why ${finding.id}`, () => '')
  const dismiss = () => {
    if (why.trim() === '') return
    dismissFinding(session.editing, finding, why.trim())
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    onCancel()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves the form, and not the panel
    <form
      className={styles.reason}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault()
        dismiss()
      }}
    >
      <Field
        label={text('check.dismiss.why')}
        hint={text('check.dismiss.hint')}
        value={why}
        onChange={setWhy}
        maxLength={300}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of what was just opened
        autoFocus={focused}
      />
      <div className={styles.buttons}>
        <Button small look="main" type="submit" isDisabled={why.trim() === ''}>
          {text('check.dismiss')}
        </Button>
        <Button small look="quiet" onPress={onCancel}>
          {text('check.dismiss.cancel')}
        </Button>
      </div>
    </form>
  )
}
