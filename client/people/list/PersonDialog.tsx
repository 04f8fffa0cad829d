/** One person's name, mail and rights in the house. Owns the form; the server keeps the last chief editor. */
import { useState } from 'react'
import type { Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Field } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi, PersonChange, Rights } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import { RightsFields, roleOr } from '../RightsFields.tsx'
import type { Person } from '../schemas.ts'
import { useWork } from '../use-work.ts'
import styles from './people.module.css'

export interface PersonDialogProps {
  calls: PeopleApi
  person: Person
  departments: readonly Department[]
  onChanged: () => Promise<void>
  onClose: () => void
}

interface Answers {
  name: string
  email: string
  rights: Rights
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  String(a.toSorted()) === String(b.toSorted())

/** Only what was changed: two chief editors with the same person open do not undo each other. */
export const changeOf = (person: Person, { name, email, rights }: Answers): PersonChange => ({
  ...(name.trim() !== person.name && { name: name.trim() }),
  ...(email.trim() !== (person.email ?? '') && { email: email.trim() || null }),
  ...(rights.role !== roleOr(person.role) && { role: rights.role }),
  ...(!sameList(rights.departments, person.departments) && { departments: rights.departments }),
  ...(rights.approver !== person.approver && { approver: rights.approver }),
})

export const PersonDialog = ({ calls, person, departments, onChanged, onClose }: PersonDialogProps) => {
  const text = useText()
  const work = useWork()
  const [answers, setAnswers] = useState<Answers>({
    name: person.name,
    email: person.email ?? '',
    rights: { role: roleOr(person.role), departments: person.departments, approver: person.approver },
  })
  const nameMissing = answers.name.trim() === ''
  const submit = async () => {
    if (nameMissing) return
    const change = changeOf(person, answers)
    if (Object.keys(change).length === 0) return onClose()
    const done = await work.run(() => thenRead(() => calls.changePerson(person.id, change), onChanged))
    if (!done) return
    showToast({ text: text('people.saved', { name: answers.name.trim() }) })
    onClose()
  }
  return (
    <FormDialog
      title={person.name}
      work={work}
      action={text('account.save')}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Field
          label={text('join.name')}
          value={answers.name}
          onChange={(name) => setAnswers({ ...answers, name })}
          error={nameMissing ? text('people.name.missing') : null}
          maxLength={100}
        />
        <Field
          label={text('account.email')}
          value={answers.email}
          onChange={(email) => setAnswers({ ...answers, email })}
          type="email"
          maxLength={200}
        />
      </div>
      <RightsFields
        value={answers.rights}
        onChange={(rights) => setAnswers({ ...answers, rights })}
        departments={departments}
      />
    </FormDialog>
  )
}
