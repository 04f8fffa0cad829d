/** Language, and light or dark: as sections of a menu, and as a menu of their own before anybody is in. */
import { Languages } from 'lucide-react'
import type { Selection } from 'react-aria-components/Menu'
import { isLocale, LOCALES } from '../../shared/i18n/locale.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../ui/Menu.tsx'
import { useText } from '../ui/use-text.ts'
import { type PreferencesStore, type Theme, THEMES } from './preferences.ts'
import { useStore } from '../plan/use-plan.ts'

const only = (selection: Selection): string | undefined =>
  selection === 'all' ? undefined : selection.values().next().value?.toString()

const isTheme = (value: string | undefined): value is Theme => THEMES.some((theme) => theme === value)

export const SettingsMenu = ({ preferences }: { preferences: PreferencesStore }) => {
  const text = useText()
  return (
    <MenuTrigger>
      <IconButton label={text('common.settings')}>
        <Languages />
      </IconButton>
      <Menu aria-label={text('common.settings')}>
        <SettingsSections preferences={preferences} />
      </Menu>
    </MenuTrigger>
  )
}

/** The two sections, for any menu. */
export const SettingsSections = ({ preferences }: { preferences: PreferencesStore }) => {
  const text = useText()
  const { locale, theme } = useStore(preferences)
  return (
    <>
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
    </>
  )
}
