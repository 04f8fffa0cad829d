/** The words of the panel of sign-offs, laid over those of the page: they come with it. Owns their way into the bundle. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { signOffEn } from '../../shared/i18n/en/signoff.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { signOffRu } from '../../shared/i18n/ru/signoff.ts'

const CATALOGUES = { ru: signOffRu, en: signOffEn }

export const SignOffWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
