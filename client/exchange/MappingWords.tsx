/** The words of correcting an import, laid over those of the page: they come with its dialog. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { mappingEn } from '../../shared/i18n/en/mapping.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { mappingRu } from '../../shared/i18n/ru/mapping.ts'

const CATALOGUES = { ru: mappingRu, en: mappingEn }

export const MappingWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
