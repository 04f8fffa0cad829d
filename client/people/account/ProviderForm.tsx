/** Whether I come in by the identity provider, and the way to link with it or to end that. Owns the form. */
import { Link2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { ApiError } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { showToast } from '../../ui/toast.ts'
import { useText } from '../../ui/use-text.ts'
import type { PeopleApi } from '../api.ts'
import { PasswordField } from '../entry/PasswordField.tsx'
import { Failure } from '../Failure.tsx'
import type { MyAccount, Provider } from '../schemas.ts'
import { useWork } from '../use-work.ts'
import styles from './account.module.css'

export interface ProviderFormProps {
  calls: PeopleApi
  account: NonNullable<MyAccount>
  provider: Provider
  /** To the provider's page. */
  onAway: (url: string) => void
  /** The account is linked no more. */
  onUnlinked: () => Promise<void>
}

/** The page that one comes back to. */
const HERE = '/account'

export const ProviderForm = (props: ProviderFormProps) => {
  const text = useText()
  const { account, provider } = props
  const { hasPassword, hasProvider } = account
  const state = hasProvider ? (hasPassword ? 'linked' : 'only') : 'free'
  return (
    <div className={styles.stack}>
      <p>{text(`account.provider.${state}`, { provider: provider.name })}</p>
      {hasPassword && <ProofForm {...props} />}
    </div>
  )
}

/** The current password, without which neither is done: a borrowed browser is no lasting key. */
const ProofForm = ({ calls, account, provider, onAway, onUnlinked }: ProviderFormProps) => {
  const text = useText()
  const work = useWork()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const isWrong = work.failure instanceof ApiError && work.failure.code === 'wrong-credentials'
  const deed = account.hasProvider ? 'unlink' : 'link'
  const act = {
    link: async () => onAway(await calls.linkProvider(password, HERE)),
    unlink: async () => {
      await calls.unlinkProvider(password)
      await onUnlinked()
      showToast({ text: text('account.provider.unlinked') })
    },
  }
  const submit = async () => {
    setTried(true)
    if (password === '' || !(await work.run(act[deed]))) return
    setPassword('')
    setTried(false)
  }
  const empty = tried && password === '' ? text('entry.password.missing') : null
  return (
    <Form className={styles.form} onSubmit={() => void submit()}>
      <PasswordField
        label={text('account.password.old')}
        value={password}
        onChange={(next) => {
          work.forget()
          setPassword(next)
        }}
        error={isWrong ? text('account.password.wrong') : empty}
      />
      {!isWrong && <Failure error={work.failure} />}
      <Button type="submit" busy={work.busy} icon={deed === 'link' ? <Link2 /> : <Unlink />}>
        {text(`account.provider.${deed}`, { provider: provider.name })}
      </Button>
    </Form>
  )
}
