/** The menu of somebody who is in: their account, the house for its chief editors, the settings, and the way out. */
import { Building2, KeyRound, LogIn, LogOut, ScrollText, UserRound, UserRoundCog, Users } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Identity } from '../../shared/identity.ts'
import { useErrorText } from '../error-text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { mayOpen } from './HousePages.tsx'
import { SettingsSections } from './SettingsMenu.tsx'
import type { PreferencesStore } from './preferences.ts'
import { HOUSE_PAGES, type HousePage } from './router.ts'
import styles from './SettingsMenu.module.css'

export interface AccountMenuProps {
  preferences: PreferencesStore
  account: { me: Identity; demo: boolean; setup: boolean }
  onGo: (path: string) => void
  onLeave: () => Promise<void>
  /** Makes the first account, which ends the trial. */
  onSetUp: () => Promise<void>
}

const ICONS = {
  people: <Users />,
  departments: <Building2 />,
  tokens: <KeyRound />,
  audit: <ScrollText />,
}

type HouseItem = Exclude<HousePage, 'account'>
const isHouseItem = (page: HousePage): page is HouseItem => page !== 'account'

export const AccountMenu = ({ preferences, account, onGo, onLeave, onSetUp }: AccountMenuProps) => {
  const text = useText()
  const errorText = useErrorText()
  const { me, demo, setup } = account
  const house = HOUSE_PAGES.filter(isHouseItem).filter((page) => mayOpen(page, account))
  const attempt = (work: Promise<void>) =>
    void work.catch((error: unknown) => showToast({ text: errorText(error), tone: 'bad' }))
  const act = (key: string | number) => {
    if (key === 'leave') attempt(onLeave())
    else if (key === 'setup') attempt(onSetUp())
    else if (HOUSE_PAGES.some((page) => page === key)) onGo(`/${key}`)
  }
  return (
    <MenuTrigger>
      <MeButton me={me} />
      <Menu aria-label={text('common.settings')} onAction={act}>
        {mayOpen('account', account) && (
          <MenuSection title={me.name}>
            <MenuItem id="account" icon={<UserRound />}>
              {text('common.account')}
            </MenuItem>
          </MenuSection>
        )}
        {house.length > 0 && (
          <MenuSection title={text('common.house')}>
            {house.map((page) => (
              <MenuItem key={page} id={page} icon={ICONS[page]}>
                {text(`common.house.${page}`)}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        <SettingsSections preferences={preferences} />
        <MenuSection
          {...(demo
            ? { title: `${me.name} · ${text(`common.role.${me.role}`)}` }
            : { 'aria-label': text('common.leaving') })}
        >
          {setup && (
            <MenuItem id="setup" icon={<UserRoundCog />}>
              {text('common.setup')}
            </MenuItem>
          )}
          <MenuItem id="leave" icon={me.kind === 'guest' ? <LogIn /> : <LogOut />}>
            {text(demo ? 'common.leave' : me.kind === 'guest' ? 'common.guest.enter' : 'common.sign-out')}
          </MenuItem>
        </MenuSection>
      </Menu>
    </MenuTrigger>
  )
}

const MeButton = ({ me }: { me: Identity }) => {
  const text = useText()
  const name = me.name || text('common.guest')
  return (
    <AriaButton className={styles.me ?? ''} aria-label={text('common.me', { name })}>
      <Avatar name={name} hue={me.hue} />
    </AriaButton>
  )
}
