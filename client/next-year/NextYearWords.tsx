/** The words of next year's plan, laid over those of the page: they come with its dialogs. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { nextYearEn } from '../../shared/i18n/en/next-year.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { nextYearRu } from '../../shared/i18n/ru/next-year.ts'

const CATALOGUES = { ru: nextYearRu, en: nextYearEn }

export const NextYearWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
