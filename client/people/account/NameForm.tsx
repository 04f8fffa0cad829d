/** My name and my address for mail. Owns the form. */
import { useState } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import { ApiError } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { PasswordField } from '../entry/PasswordField.tsx'
import type { MyAccount } from '../schemas.ts'
import { Failure } from '../Failure.tsx'
import { useWork } from '../use-work.ts'
import styles from './account.module.css'
import { accountChangeOf, emailHint, guardOf, type NameAnswers, needsPassword } from './name-change.ts'

export interface NameFormProps {
  calls: PeopleApi
  me: Identity
  account: MyAccount
  /** When it was read. */
  asOf: Date
  onChanged: () => Promise<void>
}

/** Whether a refusal belongs to the field of the password. */
const isAboutPassword = (failure: unknown): boolean =>
  failure instanceof ApiError &&
  (failure.code === 'wrong-credentials' || failure.said.field === 'currentPassword')

/** What was written, what has changed by it, and its way to the server. */
const useNameForm = ({ calls, me, account, onChanged }: NameFormProps) => {
  const text = useText()
  const work = useWork()
  const [answers, setAnswers] = useState({ name: me.name, email: account?.email ?? '', password: '' })
  const [tried, setTried] = useState(false)
  const { name, email, password } = answers
  const change = accountChangeOf({ name: me.name, account }, answers)
  const asks = needsPassword(account, email)
  const isWrong = asks && isAboutPassword(work.failure)
  const write = (part: Partial<NameAnswers>) => {
    work.forget()
    setAnswers((before) => ({ ...before, ...part }))
  }
  const submit = async () => {
    setTried(true)
    if (name.trim() === '' || (asks && password === '')) return
    const done = await work.run(async () => {
      await calls.changeAccount(change)
      await onChanged()
    })
    if (!done) return
    setTried(false)
    setAnswers((before) => ({ ...before, password: '' }))
    showToast({ text: text('account.saved') })
  }
  const wrong = {
    name: tried && name.trim() === '' ? text('join.name.missing') : null,
    password:
      tried && password === ''
        ? text('entry.password.missing')
        : isWrong
          ? text('account.password.wrong')
          : null,
  }
  const failure = isWrong ? null : work.failure
  return {
    answers,
    write,
    submit,
    asks,
    wrong,
    failure,
    busy: work.busy,
    same: Object.keys(change).length === 0,
  }
}

export const NameForm = (props: NameFormProps) => {
  const text = useText()
  const { account, asOf } = props
  const { answers, write, submit, asks, wrong, failure, busy, same } = useNameForm(props)
  return (
    <Form className={styles.form} onSubmit={() => void submit()}>
      <Field
        label={text('join.name')}
        hint={text('join.name.hint')}
        value={answers.name}
        onChange={(next) => write({ name: next })}
        error={wrong.name}
        maxLength={100}
        autoComplete="name"
      />
      {account && (
        <EmailField
          account={account}
          asOf={asOf}
          value={answers.email}
          onChange={(next) => write({ email: next })}
        />
      )}
      {asks && (
        <PasswordField
          label={text('account.email.password')}
          value={answers.password}
          onChange={(next) => write({ password: next })}
          error={wrong.password}
        />
      )}
      <Failure error={failure} />
      <Button type="submit" busy={busy} isDisabled={same}>
        {text('account.save')}
      </Button>
    </Form>
  )
}

interface EmailFieldProps {
  account: NonNullable<MyAccount>
  asOf: Date
  value: string
  onChange: (value: string) => void
}

const EmailField = ({ account, asOf, value, onChange }: EmailFieldProps) => {
  const text = useText()
  const { provider, mail } = account
  const guard = guardOf(account, asOf.getTime())
  const isClosed = guard === 'closed' || guard === 'stale'
  const hint = isClosed ? (`account.email.${guard}` as const) : emailHint(mail)
  return (
    <>
      <Field
        label={text('account.email')}
        hint={text(hint, { provider: provider?.name ?? '' })}
        value={value}
        onChange={onChange}
        isReadOnly={isClosed}
        type="email"
        maxLength={200}
        autoComplete="email"
      />
      {guard === 'stale' && provider && (
        <a className={styles.again} href={`${provider.path}?to=/account`}>
          {text('account.email.again', { provider: provider.name })}
        </a>
      )}
      <p className={styles.may}>{text('account.login', { login: account.login })}</p>
    </>
  )
}
