/** The words of the year, laid over those of the page. Owns their way into the bundle: they come with the view. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { yearEn } from '../../shared/i18n/en/year.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'
import { yearRu } from '../../shared/i18n/ru/year.ts'

const CATALOGUES = { ru: { ...rowRu, ...yearRu }, en: { ...rowEn, ...yearEn } }

export const YearWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
