/** The menu at the right of the header: language, light or dark, and leaving. Owns the menu; the settings come in. */
import { Languages, LogOut } from 'lucide-react'
import type { Selection } from 'react-aria-components/Menu'
import { Button as AriaButton } from 'react-aria-components/Button'
import { isLocale, LOCALES } from '../../shared/i18n/locale.ts'
import type { Identity } from '../../shared/identity.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { useErrorText } from '../error-text.ts'
import { type PreferencesStore, type Theme, THEMES } from './preferences.ts'
import styles from './SettingsMenu.module.css'
import { useStore } from '../plan/use-plan.ts'

const only = (selection: Selection): string | undefined =>
  selection === 'all' ? undefined : selection.values().next().value?.toString()

const isTheme = (value: string | undefined): value is Theme => THEMES.some((theme) => theme === value)

export interface SettingsMenuProps {
  preferences: PreferencesStore
  /** Who is in; left out before anybody is. */
  account?: { me: Identity; demo: boolean }
  onLeave?: () => Promise<void>
}

export const SettingsMenu = ({ preferences, account, onLeave }: SettingsMenuProps) => {
  const text = useText()
  const errorText = useErrorText()
  const { locale, theme } = useStore(preferences)
  const leave = async () => {
    try {
      await onLeave?.()
    } catch (error) {
      showToast({ text: errorText(error), tone: 'bad' })
    }
  }
  return (
    <MenuTrigger>
      {account ? <MeButton me={account.me} /> : <SettingsButton />}
      <Menu aria-label={text('common.settings')} onAction={(key) => void (key === 'leave' && leave())}>
        <MenuSection
          title={text('common.language')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[locale]}
          onSelectionChange={(keys) => {
            const next = only(keys)
            if (isLocale(next)) preferences.set({ locale: next })
          }}
        >
          {/* Each language in its own words: somebody lost in the other one must find it. */}
          {LOCALES.map((id) => (
            <MenuItem key={id} id={id}>
              {text(`common.language.${id}`)}
            </MenuItem>
          ))}
        </MenuSection>
        <MenuSection
          title={text('common.theme')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const next = only(keys)
            if (isTheme(next)) preferences.set({ theme: next })
          }}
        >
          {THEMES.map((id) => (
            <MenuItem key={id} id={id}>
              {text(`common.theme.${id}`)}
            </MenuItem>
          ))}
        </MenuSection>
        {account?.demo && (
          <MenuSection title={`${account.me.name} · ${text(`common.role.${account.me.role}`)}`}>
            <MenuItem id="leave" icon={<LogOut />}>
              {text('common.leave')}
            </MenuItem>
          </MenuSection>
        )}
      </Menu>
    </MenuTrigger>
  )
}

const MeButton = ({ me }: { me: Identity }) => {
  const text = useText()
  return (
    <AriaButton className={styles.me ?? ''} aria-label={text('common.me', { name: me.name })}>
      <Avatar name={me.name} hue={me.hue} />
    </AriaButton>
  )
}

const SettingsButton = () => {
  const text = useText()
  return (
    <IconButton label={text('common.settings')}>
      <Languages />
    </IconButton>
  )
}
