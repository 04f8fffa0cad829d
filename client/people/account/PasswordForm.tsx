/** A new password for the old one. Owns the form. */
import { useState } from 'react'
import { ApiError } from '../../api.ts'
import { useErrorText } from '../../error-text.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { PasswordField } from '../entry/PasswordField.tsx'
import { missing } from '../entry/strength.ts'
import { Failure } from '../Failure.tsx'
import { useWork } from '../use-work.ts'
import styles from './account.module.css'

const EMPTY = { old: '', new: '' }

export const PasswordForm = ({ calls }: { calls: PeopleApi }) => {
  const text = useText()
  const errorText = useErrorText()
  const work = useWork()
  const [passwords, setPasswords] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const code = work.failure instanceof ApiError ? work.failure.code : null
  const change = (part: Partial<typeof EMPTY>) => {
    work.forget()
    setPasswords((before) => ({ ...before, ...part }))
  }
  const submit = async () => {
    setTried(true)
    if (passwords.old === '' || missing(passwords.new) > 0) return
    if (!(await work.run(() => calls.changePassword(passwords)))) return
    setPasswords(EMPTY)
    setTried(false)
    showToast({ text: text('account.password.changed') })
  }
  const wrongOld = () => {
    if (tried && passwords.old === '') return text('entry.password.missing')
    if (code !== 'wrong-credentials') return null
    return text(work.wasLost ? 'account.password.wrong.lost' : 'account.password.wrong')
  }
  const wrongNew = () => {
    if (tried && missing(passwords.new) > 0) return text('join.password.short')
    return code === 'weak-password' ? errorText(work.failure) : null
  }
  return (
    <Form className={styles.form} onSubmit={() => void submit()}>
      <PasswordField
        label={text('account.password.old')}
        value={passwords.old}
        onChange={(old) => change({ old })}
        error={wrongOld()}
      />
      <PasswordField
        fresh
        label={text('join.password.new')}
        value={passwords.new}
        onChange={(fresh) => change({ new: fresh })}
        error={wrongNew()}
      />
      {code !== 'wrong-credentials' && code !== 'weak-password' && <Failure error={work.failure} />}
      <Button type="submit" busy={work.busy}>
        {text('account.password.action')}
      </Button>
    </Form>
  )
}
