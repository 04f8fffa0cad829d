/** Error codes as sentences in the reader's language. Owns choosing the text; the texts are `shared/i18n`'s. */
import type { ErrorCode } from '../../shared/errors.ts'
import { errorEn } from '../../shared/i18n/en/error.ts'
import type { Locale } from '../../shared/i18n/locale.ts'
import { errorRu } from '../../shared/i18n/ru/error.ts'

type Details = Readonly<Record<string, string | number>>
type ErrorTexts = Readonly<Record<`error.${ErrorCode}`, string>>

const TEXTS: Record<Locale, ErrorTexts> = { ru: errorRu, en: errorEn }

/** The sentence for `code`; `{name}` placeholders are filled from `details`. */
export const messageOf = (code: ErrorCode, locale: Locale, details: Details = {}): string =>
  TEXTS[locale][`error.${code}`].replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole))
