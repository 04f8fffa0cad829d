/** The words of the dialog about dates, laid over those of the page. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { periodEn } from '../../shared/i18n/en/period.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { periodRu } from '../../shared/i18n/ru/period.ts'

const CATALOGUES = { ru: periodRu, en: periodEn }

export const PeriodWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
