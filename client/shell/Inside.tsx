/** The pages of somebody who has come in, and what lies over all of them: importing by button or by dropping a file. */
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { inPlan } from '../../shared/identity.ts'
import { can } from '../../shared/permissions.ts'
import { FileDrop } from '../exchange/FileDrop.tsx'
import { InboxButton } from '../inbox/InboxButton.tsx'
import { Button } from '../ui/Button.tsx'
import { useOpened } from '../use-opened.ts'
import { useText } from '../ui/use-text.ts'
import type { AccountState } from './account.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { Desk } from './Desk.tsx'
import { Header } from './Header.tsx'
import { HousePages, mayOpen } from './HousePages.tsx'
import { Notice } from '../ui/Notice.tsx'
import { LazyPage } from './LazyPage.tsx'
import { LazyPart } from './LazyPart.tsx'
import { gatherDialog, homePage, importDialog, planPage } from './pages.ts'
import { nextYearDialog } from './plan-parts.ts'
import { isHousePage, planPath } from './router.ts'
import { usePageFocus } from './use-page-focus.ts'
import type { Services } from './services.ts'
import { useStore } from '../plan/use-plan.ts'

type InsideAccount = Extract<AccountState, { kind: 'inside' }>

interface InsideProps {
  services: Services
  account: InsideAccount
}

/** What the import dialog was opened with: a dropped file, or nothing yet. */
interface Importing {
  file: File | null
}

export const Inside = ({ services, account }: InsideProps) => {
  const { inbox } = services
  const isPerson = account.me.kind === 'person'
  useEffect(() => (isPerson ? inbox.follow() : undefined), [inbox, isPerson])
  const [importing, setImporting] = useState<Importing | null>(null)
  const [carrying, setCarrying] = useState<string | null>(null)
  const [gathering, setGathering] = useState(false)
  const open = (planId: string) => {
    setImporting(null)
    setCarrying(null)
    setGathering(false)
    services.router.go(planPath(planId))
  }
  return (
    <>
      <Routed
        services={services}
        account={account}
        onOpen={open}
        onImport={() => setImporting({ file: null })}
        onNextYear={setCarrying}
        onGather={() => setGathering(true)}
      />
      <FileDrop allowed={can(account.me, 'plan.import')} onFile={(file) => setImporting({ file })} />
      {gathering && (
        <LazyPart source={gatherDialog} onClose={() => setGathering(false)}>
          {({ GatherDialog }) => (
            <GatherDialog
              api={services.api}
              departments={account.departments}
              onClose={() => setGathering(false)}
              onCreated={open}
            />
          )}
        </LazyPart>
      )}
      {carrying !== null && (
        <LazyPart source={nextYearDialog} onClose={() => setCarrying(null)}>
          {({ NextYearDialog }) => (
            <NextYearDialog
              api={services.api}
              planId={carrying}
              onClose={() => setCarrying(null)}
              onCreated={open}
            />
          )}
        </LazyPart>
      )}
      <Import services={services} importing={importing} onClose={() => setImporting(null)} onOpen={open} />
    </>
  )
}

interface RoutedProps extends InsideProps {
  onOpen: (planId: string) => void
  onImport: () => void
  onNextYear: (planId: string) => void
  onGather: () => void
}

const Routed = ({ services, account, onOpen, onImport, onNextYear, onGather }: RoutedProps) => {
  const text = useText()
  const route = useStore(services.router)
  usePageFocus(route.kind === 'plan' ? route.planId : route.kind)
  const menu = (
    <AccountMenu
      preferences={services.preferences}
      account={account}
      onGo={(path) => services.router.go(path)}
      onLeave={() => services.account.leave()}
      onSetUp={async () => {
        const { pathname, hash } = new URL(await services.api.setUpLink())
        services.router.go(pathname + hash)
      }}
    />
  )
  const settings = (
    <>
      {account.me.kind === 'person' && <Bell {...{ services, account }} />}
      {menu}
    </>
  )
  if (route.kind === 'plan') return <LazyPlan services={services} account={account} settings={settings} />
  return (
    <Desk header={<Header tools={settings} />}>
      {isHousePage(route.kind) ? (
        <HousePages page={route.kind} services={services} account={account} />
      ) : route.kind === 'home' ? (
        <LazyPage source={homePage} label={text('common.loading')}>
          {({ HomePage }) => (
            <HomePage api={services.api} me={account.me} {...{ onOpen, onImport, onNextYear, onGather }} />
          )}
        </LazyPage>
      ) : (
        <Notice title={text('error.not-found')}>
          <Button onPress={() => services.router.go('/')}>{text('common.home')}</Button>
        </Notice>
      )}
    </Desk>
  )
}

const Bell = ({ services: { inbox }, account }: InsideProps) => (
  <InboxButton inbox={inbox} hasSettings={mayOpen('account', account)} />
)

const LazyPlan = ({ services, account, settings }: InsideProps & { settings: ReactNode }) => {
  const text = useText()
  const route = useStore(services.router)
  const planId = route.kind === 'plan' ? route.planId : ''
  // The same object as long as nothing changes: the plan's session hangs on it.
  const me = useMemo(() => inPlan(account.me, planId), [account.me, planId])
  const frame = (content: ReactNode) => (
    <Desk header={<Header tools={settings} />} flush>
      {content}
    </Desk>
  )
  if (route.kind !== 'plan') return null
  return (
    <LazyPage source={planPage} label={text('plan.opening')} frame={frame}>
      {({ PlanPage }) => (
        <PlanPage
          // Another plan is another page: nothing of the one before may linger.
          key={`${route.planId} ${me.id} ${me.role}`}
          planId={route.planId}
          target={route.target}
          me={me}
          departments={account.departments}
          hasPeople={!account.demo}
          services={services}
          settings={settings}
        />
      )}
    </LazyPage>
  )
}

interface ImportProps {
  services: Services
  importing: Importing | null
  onClose: () => void
  onOpen: (planId: string) => void
}

const Import = ({ services, importing, onClose, onOpen }: ImportProps) => {
  const dialog = useOpened(importDialog, importing !== null, onClose)
  if (!importing || !dialog) return null
  const { ImportDialog } = dialog
  return <ImportDialog api={services.api} file={importing.file} onClose={onClose} onCreated={onOpen} />
}
