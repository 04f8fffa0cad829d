/** The words of the dialog about what became of a row, laid over those of the page. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { factEn } from '../../shared/i18n/en/fact.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { factRu } from '../../shared/i18n/ru/fact.ts'

const CATALOGUES = { ru: factRu, en: factEn }

export const FactWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
