/** The languages of the product, and which one a reader gets. Pure; must not read the browser or the request. */

export const LOCALES = ['ru', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Languages whose readers are served better by Russian than by English. */
const READ_RUSSIAN: readonly string[] = ['ru', 'uk', 'be', 'kk']

export const isLocale = (value: unknown): value is Locale =>
  typeof value === 'string' && (LOCALES as readonly string[]).includes(value)

/** The product's language for one language tag (`ru-RU`, `kk`, `en_GB`), or null where the tag says nothing. */
export const localeOf = (tag: string): Locale | null => {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0]
  if (!language || language === '*') return null
  return READ_RUSSIAN.includes(language) ? 'ru' : 'en'
}

/** The first tag that says something decides; English where none does. */
export const chooseLocale = (tags: readonly string[]): Locale => {
  for (const tag of tags) {
    const locale = localeOf(tag)
    if (locale) return locale
  }
  return 'en'
}
