/** The words of plans made of plans, laid over those of the page: they come with their dialogs. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { filterEn } from '../../shared/i18n/en/filter.ts'
import { gatherEn } from '../../shared/i18n/en/gather.ts'
import { nextYearEn } from '../../shared/i18n/en/next-year.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { filterRu } from '../../shared/i18n/ru/filter.ts'
import { gatherRu } from '../../shared/i18n/ru/gather.ts'
import { nextYearRu } from '../../shared/i18n/ru/next-year.ts'

const CATALOGUES = {
  ru: { ...nextYearRu, ...filterRu, ...gatherRu },
  en: { ...nextYearEn, ...filterEn, ...gatherEn },
}

export const CopyWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
