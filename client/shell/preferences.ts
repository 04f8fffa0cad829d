/**
 * The reader's own settings: language and light or dark, remembered in this browser.
 * Owns the storage keys (`public/theme.js` reads the theme's too) and the attributes of <html>.
 */
import { chooseLocale, isLocale, type Locale } from '../../shared/i18n/locale.ts'
import type { Memory } from '../browser-memory.ts'
import type { Store } from '../plan/plan-session.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export interface Preferences {
  locale: Locale
  theme: Theme
}

const LOCALE_KEY = 'svod.locale'
const THEME_KEY = 'svod.theme'

const isTheme = (value: unknown): value is Theme =>
  typeof value === 'string' && (THEMES as readonly string[]).includes(value)

export interface PreferencesStore extends Store<Preferences> {
  set(change: Partial<Preferences>): void
  /** Takes over what is remembered by now: another window of this browser has chosen. */
  reread(): void
}

/** Reads what was remembered; the browser's languages decide where nothing was. */
export const createPreferences = (
  memory: Memory,
  languages: readonly string[],
  apply: (preferences: Preferences) => void,
): PreferencesStore => {
  const remembered = (): Preferences => {
    const locale = memory.read(LOCALE_KEY)
    const theme = memory.read(THEME_KEY)
    return {
      locale: isLocale(locale) ? locale : chooseLocale(languages),
      theme: isTheme(theme) ? theme : 'auto',
    }
  }
  let current = remembered()
  const listeners = new Set<() => void>()
  const turn = (next: Preferences) => {
    current = next
    apply(current)
    for (const listener of listeners) listener()
  }
  apply(current)
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (change) => {
      if (change.locale) memory.write(LOCALE_KEY, change.locale)
      if (change.theme) memory.write(THEME_KEY, change.theme)
      turn({ ...current, ...change })
    },
    reread: () => {
      const next = remembered()
      if (next.locale !== current.locale || next.theme !== current.theme) turn(next)
    },
  }
}

/** Puts the settings onto <html>, where the tokens and the browser look for them. */
export const applyToPage = ({ locale, theme }: Preferences): void => {
  const root = document.documentElement
  root.lang = locale
  if (theme === 'auto') delete root.dataset.theme
  else root.dataset.theme = theme
}
