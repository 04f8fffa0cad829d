/** The words of the report, laid over those of the page. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { reportEn } from '../../shared/i18n/en/report.ts'
import { type Locale, isLocale } from '../../shared/i18n/locale.ts'
import { reportRu } from '../../shared/i18n/ru/report.ts'

export const REPORT_TEXTS = { ru: reportRu, en: reportEn }

export const useLocale = (): Locale => {
  const { locale } = useIntl()
  return isLocale(locale) ? locale : 'en'
}

export const ReportWords = ({ children }: { children: ReactNode }) => {
  const { messages } = useIntl()
  const locale = useLocale()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...REPORT_TEXTS[locale] }}>
      {children}
    </IntlProvider>
  )
}
