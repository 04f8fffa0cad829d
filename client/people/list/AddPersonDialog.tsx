/**
 * Makes an account for somebody whose login and address are known: they come in by the link that is then shown, or at
 * once by the provider if it knows the address. Owns the form; most people are better invited.
 */
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { ApiError, type Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Field } from '../../ui/Field.tsx'
import { useText } from '../../ui/use-text.ts'
import type { NewPerson, PeopleApi, Rights } from '../api.ts'
import { FormDialog } from '../FormDialog.tsx'
import { OneTime } from '../OneTime.tsx'
import { RightsFields } from '../RightsFields.tsx'
import type { MyAccount } from '../schemas.ts'
import { useWork } from '../use-work.ts'
import styles from './people.module.css'

export interface AddPersonDialogProps {
  calls: PeopleApi
  /** How people come in here; null where it is not known yet. */
  mine: MyAccount
  departments: readonly Department[]
  onAdded: () => Promise<void>
  onClose: () => void
}

interface Answers {
  name: string
  login: string
  email: string
}

type FieldName = keyof Answers

const EMPTY: Answers = { name: '', login: '', email: '' }
const FRESH: Rights = { role: 'editor', departments: [], approver: false }

/** At which field a refusal belongs; null for none of them. */
const fieldOf = (failure: unknown): FieldName | null => {
  if (!(failure instanceof ApiError)) return null
  if (failure.code === 'login-taken') return 'login'
  const { field } = failure.said
  return field === 'name' || field === 'login' || field === 'email' ? field : null
}

/** As the server takes it. */
export const newPersonOf = ({ name, login, email }: Answers, rights: Rights): NewPerson => ({
  ...rights,
  name: name.trim(),
  login: login.trim(),
  ...(email.trim() !== '' && { email: email.trim() }),
})

export const AddPersonDialog = ({ calls, mine, departments, onAdded, onClose }: AddPersonDialogProps) => {
  const text = useText()
  const work = useWork()
  const act = useAct()
  const [answers, setAnswers] = useState(EMPTY)
  const [rights, setRights] = useState(FRESH)
  const [tried, setTried] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const wrong = fieldOf(work.failure)
  const write = (part: Partial<Answers>) => {
    work.forget()
    setAnswers((before) => ({ ...before, ...part }))
  }
  const submit = () => {
    setTried(true)
    if (answers.name.trim() === '' || answers.login.trim() === '') return
    const add = async () => setLink(await calls.createPerson(newPersonOf(answers, rights), act))
    void work.run(() => thenRead(add, onAdded))
  }
  if (link !== null) {
    const isMailed = mine?.mail === true && answers.email.trim() !== ''
    return (
      <OneTime
        title={text('people.add.done', { name: answers.name.trim() })}
        words={text(isMailed ? 'people.add.mailed' : 'people.add.words')}
        label={text('once.link')}
        value={link}
        onClose={onClose}
      />
    )
  }
  return (
    <FormDialog
      title={text('people.add')}
      // Told at its field.
      work={wrong === null ? work : { ...work, failure: null }}
      action={text('people.add.action')}
      onSubmit={submit}
      onClose={onClose}
    >
      <PersonFields
        {...{ answers, write, tried, wrong }}
        wasLost={work.wasLost}
        provider={mine?.provider?.name ?? null}
      />
      <RightsFields value={rights} onChange={setRights} departments={departments} />
    </FormDialog>
  )
}

interface PersonFieldsProps {
  answers: Answers
  write: (part: Partial<Answers>) => void
  /** Whether it was sent already: what is missing is then told. */
  tried: boolean
  /** The field that the server refused. */
  wrong: FieldName | null
  /** An earlier try may have made the account. */
  wasLost: boolean
  /** Name of the identity provider, null for none. */
  provider: string | null
}

const PersonFields = ({ answers, write, tried, wrong, wasLost, provider }: PersonFieldsProps) => {
  const text = useText()
  const lacks = (field: FieldName) => tried && answers[field].trim() === ''
  const loginError = () => {
    if (lacks('login')) return text('people.add.login.missing')
    if (wrong !== 'login') return null
    return text(wasLost ? 'people.add.login.lost' : 'people.add.login.refused')
  }
  return (
    <>
      <div className={styles.pair}>
        <Field
          label={text('join.name')}
          value={answers.name}
          onChange={(name) => write({ name })}
          error={lacks('name') || wrong === 'name' ? text('people.name.missing') : null}
          maxLength={60}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
          autoFocus
        />
        <Field
          label={text('entry.login')}
          value={answers.login}
          onChange={(login) => write({ login })}
          error={loginError()}
          maxLength={100}
          autoComplete="off"
          spellCheck="false"
        />
      </div>
      <Field
        label={text('account.email')}
        hint={provider === null ? text('people.add.email') : text('people.add.email.provider', { provider })}
        value={answers.email}
        onChange={(email) => write({ email })}
        error={wrong === 'email' ? text('people.add.email.refused') : null}
        type="email"
        maxLength={200}
        autoComplete="off"
      />
    </>
  )
}
