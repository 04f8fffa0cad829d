/** One finding: its sentence leads to its place; a reason sets it aside. Owns the line and its little form. */
import { type KeyboardEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Finding } from '../../shared/plan/check/finding.ts'
import { dismissFinding } from '../../shared/plan/edit-notes.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import type { Rights } from '../plan/rights.ts'
import { useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { useText } from '../ui/use-text.ts'
import { useSaying } from './CheckWords.tsx'
import styles from './checks.module.css'

export interface FindingLineProps {
  session: PlanSession
  finding: Finding
  onJump: (kind: 'row' | 'section', id: string) => void
}

/** Who may change what a finding is of may say that it is none. */
export const mayDismiss = (rights: Rights, { item, section }: Finding): boolean => {
  if (item !== null) return rights.may('rows.edit', section ?? '')
  return rights.may(section === null ? 'front.edit' : 'sections.edit')
}

const jumpOf = ({ item, section }: Finding): ['row' | 'section', string] | null => {
  if (item !== null) return ['row', item]
  return section === null ? null : ['section', section]
}

export const FindingLine = ({ session, finding, onJump }: FindingLineProps) => {
  const text = useText()
  const say = useSaying()
  const rights = useStore(session.rights)
  /** `left`: somebody was asked and thought better of it. */
  const [asking, setAsking] = useState<boolean | 'left'>(false)
  const sentence = say(finding)
  const target = jumpOf(finding)
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
      {mayDismiss(rights, finding) && asking !== true && (
        <Button
          small
          look="quiet"
          className={styles.tool}
          aria-label={text('check.dismiss.of', { finding: sentence })}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form with the focus is gone, and this led to it
          autoFocus={asking === 'left'}
          onPress={() => setAsking(true)}
        >
          {text('check.dismiss')}
        </Button>
      )}
      {asking === true && (
        <Reason
          {...{ session, finding }}
          onDone={() => setAsking(false)}
          onCancel={() => setAsking('left')}
        />
      )}
    </li>
  )
}

interface ReasonProps {
  session: PlanSession
  finding: Finding
  onDone: () => void
  onCancel: () => void
}

const Reason = ({ session, finding, onDone, onCancel }: ReasonProps) => {
  const text = useText()
  const [why, setWhy] = useState('')
  const dismiss = () => {
    if (why.trim() === '') return
    dismissFinding(session.editing, finding, why.trim())
    onDone()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
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
        autoFocus
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
