/** The pages about people and about the house: which one the address means, and whether it is for this person. */
import { can, type Action } from '../../shared/permissions.ts'
import { Button } from '../ui/Button.tsx'
import { ListSkeleton } from '../ui/ListSkeleton.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useText } from '../ui/use-text.ts'
import type { AccountState } from './account.ts'
import { LazyPage } from './LazyPage.tsx'
import { accountPage, auditPage, departmentsPage, peoplePage, tokensPage } from './pages.ts'
import type { HousePage } from './router.ts'
import type { Services } from './services.ts'

const RIGHTS: Record<Exclude<HousePage, 'account'>, Action> = {
  people: 'people.manage',
  departments: 'departments.manage',
  tokens: 'tokens.manage',
  audit: 'audit.read',
}

type InsideAccount = Extract<AccountState, { kind: 'inside' }>

/** Whether a page is for somebody: accounts are real people's, and nobody has one in trial mode. */
export const mayOpen = (page: HousePage, { me, demo }: Pick<InsideAccount, 'me' | 'demo'>): boolean => {
  if (demo || me.kind !== 'person') return false
  return page === 'account' || can(me, RIGHTS[page])
}

export interface HousePagesProps {
  page: HousePage
  services: Services
  account: InsideAccount
}

export const HousePages = (props: HousePagesProps) => {
  const text = useText()
  const { page, services, account } = props
  if (mayOpen(page, account)) return <HousePageOf {...props} />
  return (
    <Notice title={text('common.house.forbidden')} text={text('common.house.forbidden.text')}>
      <Button onPress={() => services.router.go('/')}>{text('common.home')}</Button>
    </Notice>
  )
}

const HousePageOf = ({ page, services: { api, account: store }, account }: HousePagesProps) => {
  const text = useText()
  const { me, departments } = account
  const loading = text('common.loading')
  const pale = <ListSkeleton label={loading} />
  const onChanged = () => store.ask()
  switch (page) {
    case 'account':
      return (
        <LazyPage source={accountPage} label={loading} skeleton={pale}>
          {({ AccountPage }) => (
            <AccountPage
              api={api}
              me={me}
              departments={departments}
              onChanged={onChanged}
              onLeave={(everywhere) => store.leave(everywhere)}
              onAway={(url) => window.location.assign(url)}
            />
          )}
        </LazyPage>
      )
    case 'people':
      return (
        <LazyPage source={peoplePage} label={loading} skeleton={pale}>
          {({ PeoplePage }) => (
            <PeoplePage api={api} me={me} departments={departments} onChanged={onChanged} />
          )}
        </LazyPage>
      )
    case 'departments':
      return (
        <LazyPage source={departmentsPage} label={loading} skeleton={pale}>
          {({ DepartmentsPage }) => (
            <DepartmentsPage api={api} departments={departments} onChanged={onChanged} />
          )}
        </LazyPage>
      )
    case 'tokens':
      return (
        <LazyPage source={tokensPage} label={loading} skeleton={pale}>
          {({ TokensPage }) => <TokensPage api={api} departments={departments} />}
        </LazyPage>
      )
    case 'audit':
      return (
        <LazyPage source={auditPage} label={loading} skeleton={pale}>
          {({ AuditPage }) => <AuditPage api={api} departments={departments} />}
        </LazyPage>
      )
  }
}
