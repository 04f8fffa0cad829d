/** The reader's own settings (SPEC UI4–UI5). */
import { describe, expect, test } from 'vitest'
import type { Memory } from '../../../../client/browser-memory.ts'
import { applyToPage, createPreferences, type Preferences } from '../../../../client/shell/preferences.ts'
import { chooseLocale } from '../../../../shared/i18n/locale.ts'

const memoryOf = (values: Record<string, string> = {}): Memory & { values: Record<string, string> } => ({
  values,
  read: (key) => values[key] ?? null,
  write: (key, value) => {
    values[key] = value
  },
})

describe('the language', () => {
  test('[UI4] is the first of the browser’s that says something: Russian for its readers, else English', () => {
    expect(chooseLocale(['ru-RU', 'en'])).toBe('ru')
    expect(chooseLocale(['kk', 'en'])).toBe('ru')
    expect(chooseLocale(['uk_UA'])).toBe('ru')
    expect(chooseLocale(['de-DE', 'ru'])).toBe('en')
    expect(chooseLocale(['*', 'be'])).toBe('ru')
    expect(chooseLocale([])).toBe('en')
  })

  test('[UI4] that was chosen is remembered and wins over the browser’s', () => {
    const memory = memoryOf()
    createPreferences(memory, ['ru'], () => {}).set({ locale: 'en' })
    expect(createPreferences(memory, ['ru'], () => {}).get().locale).toBe('en')
  })

  test('[UI4] nonsense in the memory is as good as nothing', () => {
    const memory = memoryOf({ 'svod.locale': 'xx', 'svod.theme': 'pink' })
    expect(createPreferences(memory, ['ru'], () => {}).get()).toEqual({ locale: 'ru', theme: 'auto' })
  })
})

test('[UI5] the page carries language and theme; the automatic theme leaves no mark', () => {
  const seen: Preferences[] = []
  const preferences = createPreferences(memoryOf(), ['ru'], (next) => {
    seen.push(next)
    applyToPage(next)
  })
  expect(document.documentElement.lang).toBe('ru')
  expect(document.documentElement.dataset.theme).toBeUndefined()
  preferences.set({ theme: 'dark' })
  expect(document.documentElement.dataset.theme).toBe('dark')
  preferences.set({ theme: 'auto' })
  expect(document.documentElement.dataset.theme).toBeUndefined()
  expect(seen).toHaveLength(3)
})

test('[KX1] what another window has chosen is taken over and told once; what is not the settings’ moves nothing', () => {
  const memory = memoryOf()
  const preferences = createPreferences(memory, ['ru'], applyToPage)
  const told: Preferences[] = []
  preferences.subscribe(() => told.push(preferences.get()))
  preferences.reread()
  createPreferences(memory, ['ru'], () => {}).set({ locale: 'en', theme: 'dark' })
  preferences.reread()
  preferences.reread()
  expect(told).toEqual([{ locale: 'en', theme: 'dark' }])
  expect([document.documentElement.lang, document.documentElement.dataset.theme]).toEqual(['en', 'dark'])
  // The memory was emptied: what the browser says, again.
  for (const key of Object.keys(memory.values)) delete memory.values[key]
  preferences.reread()
  expect(preferences.get()).toEqual({ locale: 'ru', theme: 'auto' })
})
