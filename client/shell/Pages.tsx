/** Which page the address and the account call for. Owns that choice alone. */
import { Desk } from './Desk.tsx'
import { useText } from '../ui/use-text.ts'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { Header } from './Header.tsx'
import { Inside } from './Inside.tsx'
import { LazyPage } from './LazyPage.tsx'
import { Linked } from './Linked.tsx'
import { entryPage, signInPage } from './pages.ts'
import { Notice } from '../ui/Notice.tsx'
import { pathOf } from './router.ts'
import type { Services } from './services.ts'
import { SettingsMenu } from './SettingsMenu.tsx'
import { useStore } from '../plan/use-plan.ts'
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { useToldMishap } from './use-told-mishap.ts'

export const Pages = ({ services }: { services: Services }) => {
  const account = useStore(services.account)
  const route = useStore(services.router)
  useToldMishap(services.mishap, account.kind === 'inside')
  if (route.kind === 'join' || route.kind === 'public') return <Linked services={services} route={route} />
  if (account.kind === 'inside') return <Inside services={services} account={account} />
  return (
    <Desk header={<Header tools={<SettingsMenu preferences={services.preferences} />} />}>
      <Outside services={services} />
    </Desk>
  )
}

const Outside = ({ services: { account, api, mishap, router } }: { services: Services }) => {
  const text = useText()
  const errorText = useErrorText()
  const state = useStore(account)
  const route = useStore(router)
  const code = useStore(mishap)
  if (state.kind === 'failed') {
    return (
      <Notice title={errorText(state.error)}>
        <Button look="main" onPress={() => void account.ask()}>
          {text('common.retry')}
        </Button>
      </Notice>
    )
  }
  if (state.kind === 'outside') {
    return state.demo ? (
      <LazyPage source={entryPage} label={text('common.loading')}>
        {({ EntryPage }) => (
          <EntryPage loadDepartments={api.entryDepartments} enter={(request) => account.enter(request)} />
        )}
      </LazyPage>
    ) : (
      <LazyPage source={signInPage} label={text('common.loading')}>
        {({ SignInPage }) => (
          <SignInPage
            api={api}
            ways={state.signIn}
            to={pathOf(route)}
            mishap={code}
            signIn={async (request) => {
              mishap.forget()
              await account.signIn(request)
            }}
          />
        )}
      </LazyPage>
    )
  }
  return <SheetSkeleton label={text('common.loading')} />
}
