/** Forgotten password: asks for the login and says what comes of it, the same whoever is meant. Owns the form. */
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { cx } from '../../ui/cx.ts'
import paper from '../../ui/paper.module.css'
import { useText } from '../../ui/use-text.ts'
import { Failure } from '../Failure.tsx'
import { usePageTitle } from '../House.tsx'
import { useWork } from '../use-work.ts'
import styles from './entry.module.css'
import { FormEnd } from './FormEnd.tsx'
import { LoginField } from './LoginField.tsx'

export interface HelpFormProps {
  /** As far as it was written on the sign-in page. */
  login: string
  /** Rejects with ApiError. */
  ask: (login: string) => Promise<void>
  onBack: () => void
}

export const HelpForm = ({ login: written, ask, onBack }: HelpFormProps) => {
  const text = useText()
  const work = useWork()
  const [login, setLogin] = useState(written)
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState(false)
  usePageTitle('entry.help.title')
  const submit = async () => {
    setTried(true)
    if (login.trim() === '') return
    if (await work.run(() => ask(login.trim()))) setSent(true)
  }
  return (
    <>
      {!sent && <p className={cx(paper.lead, styles.lead)}>{text('entry.help.lead')}</p>}
      <p className={styles.sent} role="status">
        {sent && text('entry.help.sent', { login: login.trim() })}
      </p>
      {sent ? (
        <BackButton main onPress={onBack} />
      ) : (
        <Form onSubmit={() => void submit()}>
          <div className={styles.fields}>
            <LoginField value={login} onChange={setLogin} tried={tried} />
          </div>
          <FormEnd busy={work.busy} label={text(work.busy ? 'entry.help.asking' : 'entry.help.action')}>
            <Failure error={work.failure} />
          </FormEnd>
          <BackButton onPress={onBack} />
        </Form>
      )}
    </>
  )
}

const BackButton = ({ main = false, onPress }: { main?: boolean; onPress: () => void }) => {
  const text = useText()
  return (
    <Button
      look={main ? 'main' : 'quiet'}
      wide={main}
      className={main ? styles.enter : styles.help}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form with the focus is gone, and this is all that is left
      autoFocus={main}
      onPress={onPress}
    >
      {text('entry.help.back')}
    </Button>
  )
}
