/** The words of the filter, laid over those of the page. Owns their way into the bundle: they come with its bar. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'

const CATALOGUES = { ru: filterRu, en: filterEn }

export const FilterWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
