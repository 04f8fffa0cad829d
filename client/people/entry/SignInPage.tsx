/** Signing in: login and password, or the page of a provider. Owns the form; who is in is the account's. */
import { useMemo, useState } from 'react'
import { type Api, ApiError, type SignIn } from '../../api.ts'
import { useErrorText } from '../../error-text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Form } from '../../ui/Form.tsx'
import button from '../../ui/Button.module.css'
import paper from '../../ui/paper.module.css'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi } from '../api.ts'
import { Failure } from '../Failure.tsx'
import { usePageTitle } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useWork } from '../use-work.ts'
import styles from './entry.module.css'
import { HelpForm } from './HelpForm.tsx'
import { FormEnd } from './FormEnd.tsx'
import { LoginField } from './LoginField.tsx'
import { PasswordField } from './PasswordField.tsx'

export interface SignInPageProps {
  api: Api
  ways: SignIn
  /** Path of the page that was asked for. */
  to: string
  /** Code of what went wrong on the way back from the provider. */
  mishap: string | null
  signIn: (request: { login: string; password: string }) => Promise<void>
}

export const SignInPage = (props: SignInPageProps) => (
  <PeopleWords>
    <SignInSheet {...props} />
  </PeopleWords>
)

const SignInSheet = (props: SignInPageProps) => {
  const text = useText()
  const { api, ways } = props
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  /** Written once for both forms. */
  const [login, setLogin] = useState('')
  const [helping, setHelping] = useState(false)
  return (
    <div className={cx(paper.paper, styles.sheet, styles.slim)}>
      <h1 className={cx(paper.title, styles.title)}>{text(helping ? 'entry.help.title' : 'entry.title')}</h1>
      {helping ? (
        <HelpForm login={login} ask={calls.helpWithPassword} onBack={() => setHelping(false)} />
      ) : (
        <Ways
          {...props}
          login={login}
          onLogin={setLogin}
          onHelp={ways.password && ways.help ? () => setHelping(true) : null}
        />
      )}
    </div>
  )
}

interface LoginProps {
  login: string
  onLogin: (login: string) => void
  /** null where nobody can write a letter. */
  onHelp: (() => void) | null
}

const Ways = ({ ways, to, mishap, ...form }: SignInPageProps & LoginProps) => {
  const text = useText()
  const errorText = useErrorText()
  usePageTitle('entry.title')
  return (
    <>
      {mishap !== null && (
        <div className={styles.mishap}>
          <Banner tone="warn">{errorText(new ApiError(mishap, 0))}</Banner>
        </div>
      )}
      {ways.password && <PasswordForm {...form} />}
      {ways.password && ways.provider && <p className={styles.or}>{text('entry.or')}</p>}
      {ways.provider && (
        <a
          className={cx(button.button, button.wide, styles.provider, !ways.password && button.main)}
          href={`${ways.provider.path}?to=${encodeURIComponent(to)}`}
        >
          {text('entry.provider', { provider: ways.provider.name })}
        </a>
      )}
      <p className={styles.note}>
        {text(ways.password && !ways.help ? 'entry.note' : 'entry.note.provider')}
      </p>
    </>
  )
}

const PasswordForm = ({ login, onLogin, onHelp, signIn }: Pick<SignInPageProps, 'signIn'> & LoginProps) => {
  const text = useText()
  const work = useWork()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (login.trim() === '' || password === '') return
    void work.run(() => signIn({ login: login.trim(), password }))
  }
  return (
    <Form onSubmit={() => submit()}>
      <div className={styles.fields}>
        <LoginField value={login} onChange={onLogin} tried={tried} />
        <PasswordField
          label={text('entry.password')}
          value={password}
          onChange={setPassword}
          error={tried && password === '' ? text('entry.password.missing') : null}
        />
      </div>
      <FormEnd busy={work.busy} label={text(work.busy ? 'entry.entering' : 'entry.enter')}>
        <Failure error={work.failure} />
      </FormEnd>
      {onHelp && (
        <Button look="quiet" className={styles.help} onPress={onHelp}>
          {text('entry.help')}
        </Button>
      )}
    </Form>
  )
}
