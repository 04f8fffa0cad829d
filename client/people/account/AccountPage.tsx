/** My account: my name and password, where I am signed in, what I may do. Owns the arrangement; its parts do the work. */
import { LogOut } from 'lucide-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import type { Api, Department } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import paper from '../../ui/paper.module.css'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi } from '../api.ts'
import { Chips } from '../Chips.tsx'
import { Sheet, usePageTitle } from '../House.tsx'
import house from '../House.module.css'
import { PeopleWords } from '../PeopleWords.tsx'
import { useLoaded } from '../use-loaded.ts'
import { useAttempt } from '../use-work.ts'
import styles from './account.module.css'
import { NameForm } from './NameForm.tsx'
import { NoticesForm } from './NoticesForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { ProviderForm } from './ProviderForm.tsx'
import { Sessions } from './Sessions.tsx'

export interface AccountPageProps {
  api: Api
  me: Identity
  departments: readonly Department[]
  /** What the header shows of me may have changed. */
  onChanged: () => Promise<void>
  onLeave: (everywhere: boolean) => Promise<void>
  /** To the provider's page. */
  onAway: (url: string) => void
}

export const AccountPage = (props: AccountPageProps) => (
  <PeopleWords>
    <Account {...props} />
  </PeopleWords>
)

const Account = ({ api, me, departments, onChanged, onLeave, onAway }: AccountPageProps) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const attempt = useAttempt()
  const mine = useLoaded(useCallback(() => calls.myself(), [calls]))
  usePageTitle('account.title')
  // Which address is mine decides what the form asks (SPEC PX18).
  const changed = async () => {
    await Promise.all([mine.refresh(), onChanged()])
  }
  const account = mine.state.kind === 'ready' ? mine.state.value : null
  return (
    <div className={paper.page}>
      <div className={cx(paper.top, styles.top)}>
        <h1 className={house.title}>{text('account.title')}</h1>
        <Button icon={<LogOut />} onPress={() => void attempt(() => onLeave(false))}>
          {text('common.sign-out')}
        </Button>
      </div>
      <Part title={text('account.rights')}>
        <MyRights me={me} departments={departments} />
      </Part>
      <Part title={text('account.name.title')}>
        <Sheet source={mine} lines={3}>
          {(own, asOf) => <NameForm calls={calls} me={me} account={own} asOf={asOf} onChanged={changed} />}
        </Sheet>
      </Part>
      {account?.hasPassword !== false && (
        <Part title={text('account.password.title')} lead={text('account.password.lead')}>
          <PasswordForm calls={calls} />
        </Part>
      )}
      {account?.provider && (account.hasPassword || account.hasProvider) && (
        <Part title={text('account.provider.title', { provider: account.provider.name })}>
          <ProviderForm
            // Another state is another form.
            key={String(account.hasProvider)}
            calls={calls}
            account={account}
            provider={account.provider}
            onAway={onAway}
            onUnlinked={mine.refresh}
          />
        </Part>
      )}
      <Part title={text('account.notices')} lead={text('account.notices.lead')}>
        <NoticesForm calls={calls} />
      </Part>
      <Part title={text('account.sessions')} lead={text('account.sessions.lead')}>
        <Sessions calls={calls} onLeaveEverywhere={() => onLeave(true)} />
      </Part>
    </div>
  )
}

const Part = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => (
  <section className={styles.part}>
    <div>
      <h2 className={styles.name}>{title}</h2>
      {lead && <p className={styles.lead}>{lead}</p>}
    </div>
    <div className={styles.body}>{children}</div>
  </section>
)

const MyRights = ({ me, departments }: Pick<AccountPageProps, 'me' | 'departments'>) => {
  const text = useText()
  return (
    <div className={styles.rights}>
      <p>
        <b>{text(`common.role.${me.role}`)}</b>
        {me.role !== 'none' && <span className={styles.may}>{text(`common.role.${me.role}.may`)}</span>}
      </p>
      <Chips full ids={me.departments} departments={departments} />
      {me.approver && <p className={styles.may}>{text('account.approver')}</p>}
      {Object.keys(me.plans).length > 0 && (
        <p className={styles.may}>{text('account.plans', { count: Object.keys(me.plans).length })}</p>
      )}
    </div>
  )
}
