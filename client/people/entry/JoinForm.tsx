/** The form behind a link: what it gives in words, then name, login and password. Owns the answers and their checks. */
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { Identity } from '../../../shared/identity.ts'
import { ApiError, type SignIn } from '../../api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { cx } from '../../ui/cx.ts'
import paper from '../../ui/paper.module.css'
import { useText } from '../../ui/use-text.ts'
import { emailHint } from '../account/name-change.ts'
import { Chips } from '../Chips.tsx'
import { Failure } from '../Failure.tsx'
import type { LinkLook } from '../schemas.ts'
import { useWork } from '../use-work.ts'
import styles from './entry.module.css'
import { missing } from './strength.ts'
import { FormEnd } from './FormEnd.tsx'
import { PasswordField } from './PasswordField.tsx'

export interface JoinAnswers {
  password: string
  name?: string
  login?: string
  email?: string
}

export interface JoinFormProps {
  look: LinkLook
  me: Identity | null
  /** Rejects with ApiError. */
  accept: (answers: JoinAnswers) => Promise<void>
  /** How one can sign in here; null where that is not known. */
  ways: SignIn | null
  /** Rejects with ApiError. */
  goToProvider: () => Promise<void>
}

/** What the form says to a refusal at its field, if it belongs to one. */
const fieldOf = (failure: unknown): 'login' | 'password' | null => {
  if (!(failure instanceof ApiError)) return null
  if (failure.code === 'login-taken' || failure.said.field === 'login') return 'login'
  return failure.code === 'weak-password' ? 'password' : null
}

export const JoinForm = ({ look, me, accept, ways, goToProvider }: JoinFormProps) => {
  const text = useText()
  const work = useWork()
  const [answers, setAnswers] = useState({ name: '', login: '', email: '', password: '' })
  const [tried, setTried] = useState(false)
  const isNew = look.kind !== 'reset'
  const provider = look.hasProvider ? null : (ways?.provider?.name ?? null)
  const wrong = useWrongFields(answers, isNew, tried, work.failure)
  const submit = () => {
    setTried(true)
    const { name, login, email, password } = answers
    if (missing(password) > 0 || (isNew && (!name.trim() || !login.trim()))) return
    const more = email.trim() ? { email: email.trim() } : {}
    void work.run(() =>
      accept(isNew ? { password, name: name.trim(), login: login.trim(), ...more } : { password }),
    )
  }
  const change = (part: Partial<typeof answers>) => {
    work.forget()
    setAnswers((before) => ({ ...before, ...part }))
  }
  const fields = { answers, change, wrong, mail: ways?.help ?? false, first: provider === null }
  return (
    <div className={cx(paper.paper, styles.sheet)}>
      <Head look={look} provider={provider} goToProvider={goToProvider} />
      <Form onSubmit={() => submit()}>
        <div className={styles.fields}>
          {isNew && <NewAccountFields {...fields} />}
          <PasswordField
            fresh
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of what was just opened
            autoFocus={!isNew && provider === null}
            label={text(isNew ? 'join.password' : 'join.password.new')}
            value={answers.password}
            onChange={(password) => change({ password })}
            error={wrong.password}
          />
        </div>
        <FormEnd busy={work.busy} label={text(work.busy ? 'entry.entering' : `join.${look.kind}.action`)}>
          {fieldOf(work.failure) === null && <Failure error={work.failure} />}
          {work.failure === null && me && (
            <Banner tone="warn">{text('join.instead', { name: me.name })}</Banner>
          )}
        </FormEnd>
      </Form>
    </div>
  )
}

interface HeadProps extends Pick<JoinFormProps, 'look' | 'goToProvider'> {
  /** Name of the identity provider; null where it is not offered. */
  provider: string | null
}

/** What the link is for, what it gives, and the way in that needs no form. */
const Head = ({ look, provider, goToProvider }: HeadProps) => {
  const text = useText()
  const { kind, login } = look
  const lead =
    kind !== 'first' && provider !== null
      ? text(`join.${kind}.ways`, { provider, login: login ?? '' })
      : text(`join.${kind}.lead`, { login: login ?? '' })
  return (
    <>
      <h1 className={cx(paper.title, styles.title)}>{text(`join.${kind}`)}</h1>
      <p className={cx(paper.lead, styles.lead)}>{lead}</p>
      {kind === 'invitation' && <Gives look={look} />}
      {provider !== null && <ByProvider name={provider} go={goToProvider} />}
    </>
  )
}

/** Instead of a login and a password: the account that one has elsewhere. */
const ByProvider = ({ name, go }: { name: string; go: () => Promise<void> }) => {
  const text = useText()
  const work = useWork()
  return (
    <>
      <Button wide className={styles.there} busy={work.busy} onPress={() => void work.run(go)}>
        {text(work.busy ? 'entry.provider.going' : 'entry.provider', { provider: name })}
      </Button>
      <div className={styles.failure}>
        <Failure error={work.failure} />
      </div>
      <p className={styles.or}>{text('entry.or')}</p>
    </>
  )
}

type Answers = Required<JoinAnswers>
type Wrong = Record<'name' | 'login' | 'password', string | null>

const useWrongFields = (answers: Answers, isNew: boolean, tried: boolean, failure: unknown): Wrong => {
  const text = useText()
  const place = fieldOf(failure)
  const sentence = failure instanceof ApiError ? failure.sentence : ''
  const told = (field: 'login' | 'password') => {
    if (place !== field) return null
    return sentence || text(field === 'login' ? 'error.login-taken' : 'error.weak-password')
  }
  const lacks = (value: string) => tried && isNew && value.trim() === ''
  return {
    name: lacks(answers.name) ? text('join.name.missing') : null,
    login: lacks(answers.login) ? text('join.login.missing') : told('login'),
    password: tried && missing(answers.password) > 0 ? text('join.password.short') : told('password'),
  }
}

interface FieldsProps {
  answers: Answers
  change: (part: Partial<Answers>) => void
  wrong: Wrong
  /** Whether letters are sent from here. */
  mail: boolean
  /** Whether nothing to choose stands before them. */
  first: boolean
}

const NewAccountFields = ({ answers, change, wrong, mail, first }: FieldsProps) => {
  const text = useText()
  return (
    <>
      <Field
        label={text('join.name')}
        hint={text('join.name.hint')}
        value={answers.name}
        onChange={(name) => change({ name })}
        error={wrong.name}
        maxLength={100}
        autoComplete="name"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
        autoFocus={first}
      />
      <Field
        label={text('join.login')}
        hint={text('join.login.hint')}
        value={answers.login}
        onChange={(login) => change({ login })}
        error={wrong.login}
        maxLength={100}
        autoComplete="username"
        inputMode="email"
        spellCheck="false"
      />
      <Field
        label={text('account.email')}
        hint={text(emailHint(mail))}
        value={answers.email}
        onChange={(email) => change({ email })}
        type="email"
        maxLength={200}
        autoComplete="email"
      />
    </>
  )
}

/** What the invitation gives, in words. */
const Gives = ({ look }: { look: LinkLook }) => {
  const text = useText()
  const intl = useIntl()
  const { role, departments, approver, expiresAt } = look
  return (
    <dl className={styles.gives}>
      <dt>{text('people.role')}</dt>
      <dd>
        {text(`common.role.${role}`)}
        {role !== 'none' && <p className={styles.may}>{text(`common.role.${role}.may`)}</p>}
        {approver && <p className={styles.may}>{text('people.approver.hint')}</p>}
      </dd>
      {departments.length > 0 && (
        <>
          <dt>{text('people.departments')}</dt>
          <dd>
            <Chips full ids={departments.map(({ id }) => id)} departments={departments} />
          </dd>
        </>
      )}
      <dt>{text('join.until')}</dt>
      <dd>{intl.formatDate(expiresAt, { day: 'numeric', month: 'long', year: 'numeric' })}</dd>
    </dl>
  )
}
