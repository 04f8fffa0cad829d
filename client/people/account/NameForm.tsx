/** My name and my address for mail. Owns the form. */
import { useState } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import type { MyAccount } from '../schemas.ts'
import { Failure } from '../Failure.tsx'
import { useWork } from '../use-work.ts'
import styles from './account.module.css'

export interface NameFormProps {
  calls: PeopleApi
  me: Identity
  account: MyAccount
  onChanged: () => Promise<void>
}

export const NameForm = ({ calls, me, account, onChanged }: NameFormProps) => {
  const text = useText()
  const work = useWork()
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(account?.email ?? '')
  const same = name.trim() === me.name && email.trim() === (account?.email ?? '')
  const [tried, setTried] = useState(false)
  const submit = async () => {
    setTried(true)
    if (name.trim() === '') return
    const done = await work.run(async () => {
      await calls.changeAccount({ name: name.trim(), ...(account && { email: email.trim() || null }) })
      await onChanged()
    })
    if (done) showToast({ text: text('account.saved') })
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        label={text('join.name')}
        hint={text('join.name.hint')}
        value={name}
        onChange={setName}
        error={tried && name.trim() === '' ? text('join.name.missing') : null}
        maxLength={100}
        autoComplete="name"
      />
      {account && (
        <>
          <Field
            label={text('account.email')}
            hint={text('account.email.hint')}
            value={email}
            onChange={setEmail}
            type="email"
            maxLength={200}
            autoComplete="email"
          />
          <p className={styles.may}>{text('account.login', { login: account.login })}</p>
        </>
      )}
      <Failure error={work.failure} />
      <Button type="submit" busy={work.busy} isDisabled={same}>
        {text('account.save')}
      </Button>
    </form>
  )
}
