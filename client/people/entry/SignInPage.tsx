/** Signing in: login and password, or the page of a provider. Owns the form; who is in is the account's. */
import { useState } from 'react'
import type { SignIn } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/Field.tsx'
import button from '../../ui/Button.module.css'
import { useText } from '../../ui/use-text.ts'
import { Failure } from '../Failure.tsx'
import { usePageTitle } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useWork } from '../use-work.ts'
import styles from './entry.module.css'
import { PasswordField } from './PasswordField.tsx'

export interface SignInPageProps {
  ways: SignIn
  signIn: (request: { login: string; password: string }) => Promise<void>
}

export const SignInPage = (props: SignInPageProps) => (
  <PeopleWords>
    <SignInSheet {...props} />
  </PeopleWords>
)

const SignInSheet = ({ ways, signIn }: SignInPageProps) => {
  const text = useText()
  usePageTitle('entry.title')
  return (
    <div className={cx(styles.sheet, styles.slim)}>
      <h1 className={styles.title}>{text('entry.title')}</h1>
      {ways.password && <PasswordForm signIn={signIn} />}
      {ways.password && ways.provider && <p className={styles.or}>{text('entry.or')}</p>}
      {ways.provider && (
        <a
          className={cx(button.button, button.wide, styles.provider, !ways.password && button.main)}
          href={ways.provider.path}
        >
          {text('entry.provider', { provider: ways.provider.name })}
        </a>
      )}
      <p className={styles.note}>{text(ways.password ? 'entry.note' : 'entry.note.provider')}</p>
    </div>
  )
}

const PasswordForm = ({ signIn }: Pick<SignInPageProps, 'signIn'>) => {
  const text = useText()
  const work = useWork()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (login.trim() === '' || password === '') return
    void work.run(() => signIn({ login: login.trim(), password }))
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={styles.fields}>
        <Field
          label={text('entry.login')}
          value={login}
          onChange={setLogin}
          error={tried && login.trim() === '' ? text('entry.login.missing') : null}
          autoComplete="username"
          inputMode="email"
          spellCheck="false"
          maxLength={200}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of what was just opened
          autoFocus
        />
        <PasswordField
          label={text('entry.password')}
          value={password}
          onChange={setPassword}
          error={tried && password === '' ? text('entry.password.missing') : null}
        />
      </div>
      <div className={styles.trouble}>
        <Failure error={work.failure} />
      </div>
      <Button type="submit" look="main" wide busy={work.busy} className={styles.enter}>
        {text(work.busy ? 'entry.entering' : 'entry.enter')}
      </Button>
    </form>
  )
}
