/** What somebody came by with a link that has a secret: joining, or a plan's public link. Owns the way in and out of it. */
import { useStore } from '../plan/use-plan.ts'
import { useText } from '../ui/use-text.ts'
import { Desk } from './Desk.tsx'
import { Header } from './Header.tsx'
import { LazyPage } from './LazyPage.tsx'
import { joinPage, publicPage } from './pages.ts'
import { planPath, type Route } from './router.ts'
import type { Services } from './services.ts'
import { SettingsMenu } from './SettingsMenu.tsx'

export interface LinkedProps {
  services: Services
  route: Extract<Route, { kind: 'join' | 'public' }>
}

export const Linked = ({ services, route }: LinkedProps) => {
  const text = useText()
  const { account, api, preferences, router } = services
  const state = useStore(account)
  // The address with the secret is replaced, so that no step back and no bookmark leads to it.
  const go = (path: string) => router.go(path, { replace: true })
  const goHome = () => go('/')
  const me = state.kind === 'inside' && !state.demo && state.me.kind === 'person' ? state.me : null
  const ways = state.kind === 'outside' || state.kind === 'inside' ? state.signIn : null
  const settings = <SettingsMenu preferences={preferences} />
  return (
    <Desk header={<Header tools={settings} />}>
      {route.kind === 'join' ? (
        <LazyPage source={joinPage} label={text('common.loading')}>
          {({ JoinPage }) => (
            <JoinPage
              key={route.secret}
              api={api}
              secret={route.secret}
              me={me}
              ways={ways}
              // The address with the secret is replaced here too.
              onAway={(url) => window.location.replace(url)}
              onIn={async () => {
                await account.askAnew()
                goHome()
              }}
              onHome={goHome}
            />
          )}
        </LazyPage>
      ) : (
        <LazyPage source={publicPage} label={text('common.loading')}>
          {({ PublicPage }) => (
            <PublicPage
              key={route.secret}
              api={api}
              secret={route.secret}
              onIn={async (plan) => {
                await account.askAnew()
                go(planPath(plan))
              }}
              onHome={goHome}
            />
          )}
        </LazyPage>
      )}
    </Desk>
  )
}
