/** Entry in trial mode: who are you, of which department, in what role. Remembers the last answers in this browser. */
import { type FormEvent, useEffect, useState } from 'react'
import { ROLES } from '../../shared/identity.ts'
import type { Department, EnterRequest } from '../api.ts'
import { browserMemory } from '../browser-memory.ts'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { cx } from '../ui/cx.ts'
import paper from '../ui/paper.module.css'
import { useText } from '../ui/use-text.ts'
import { type EntryAnswers, isRole, readAnswers, rememberAnswers } from './entry-answers.ts'
import styles from './EntryPage.module.css'

export interface EntryPageProps {
  loadDepartments: () => Promise<readonly Department[]>
  enter: (request: EnterRequest) => Promise<void>
}

export const EntryPage = ({ loadDepartments, enter }: EntryPageProps) => {
  const text = useText()
  const errorText = useErrorText()
  const { departments, failure: loadFailure } = useDepartments(loadDepartments)
  const [answers, setAnswers] = useState<EntryAnswers>(() => readAnswers(browserMemory))
  const [entering, setEntering] = useState(false)
  const [nameMissing, setNameMissing] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const change = (part: Partial<EntryAnswers>) => setAnswers((before) => ({ ...before, ...part }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const name = answers.name.trim()
    setNameMissing(name === '')
    if (name === '' || entering) return
    setEntering(true)
    setFailure(null)
    try {
      rememberAnswers(browserMemory, answers)
      await enter({ name, role: answers.role, department: answers.department || null })
    } catch (error) {
      setFailure(error)
      setEntering(false)
    }
  }
  const trouble = failure ?? loadFailure
  return (
    <form className={cx(paper.paper, styles.sheet)} onSubmit={(event) => void submit(event)} noValidate>
      <h1 className={paper.title}>{text('home.entry.title')}</h1>
      <p className={paper.lead}>{text('home.entry.lead')}</p>
      <div className={styles.fields}>
        <Field
          label={text('home.entry.name')}
          placeholder={text('home.entry.name.placeholder')}
          value={answers.name}
          onChange={(name) => change({ name })}
          error={nameMissing && !answers.name.trim() ? text('home.entry.name.missing') : null}
          maxLength={60}
          autoComplete="name"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
          autoFocus
        />
        {departments === null && loadFailure === null ? (
          <div className={styles.waiting} aria-hidden="true" />
        ) : (
          <DepartmentChoice departments={departments ?? []} value={answers.department} onChange={change} />
        )}
        <RoleChoice value={answers.role} onChange={change} />
      </div>
      {trouble !== null && <Banner tone="bad">{errorText(trouble)}</Banner>}
      <div className={styles.foot}>
        <Button type="submit" look="main" busy={entering} className={styles.enter}>
          {text(entering ? 'home.entry.entering' : 'home.entry.enter')}
        </Button>
        <p className={styles.note}>{text('home.entry.note')}</p>
      </div>
    </form>
  )
}

const useDepartments = (load: EntryPageProps['loadDepartments']) => {
  const [departments, setDepartments] = useState<readonly Department[] | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  useEffect(() => {
    let left = false
    load().then(
      (loaded) => left || setDepartments(loaded),
      (error: unknown) => left || setFailure(error),
    )
    return () => {
      left = true
    }
  }, [load])
  return { departments, failure }
}

interface PartProps<T> {
  value: T
  onChange: (part: Partial<EntryAnswers>) => void
}

const DepartmentChoice = ({
  departments,
  value,
  onChange,
}: PartProps<string> & { departments: readonly Department[] }) => {
  const text = useText()
  const options = departments.map(({ id, name, hue }) => ({ value: id, label: name, hue }))
  const none = { value: '', label: text('common.department.none'), hue: 0 }
  return (
    <Choice
      columns
      label={text('home.entry.department')}
      options={[...options, none]}
      value={options.some((option) => option.value === value) ? value : ''}
      onChange={(department) => onChange({ department })}
    />
  )
}

const RoleChoice = ({ value, onChange }: PartProps<EntryAnswers['role']>) => {
  const text = useText()
  const options = ROLES.map((role) => ({
    value: role,
    label: text(`common.role.${role}`),
    hint: text(`common.role.${role}.may`),
  }))
  return (
    <Choice
      columns
      label={text('home.entry.role')}
      options={options}
      value={value}
      onChange={(role) => isRole(role) && onChange({ role })}
    />
  )
}
