/** The words of the inbox, laid over those of the page. They come with the panel and not with the first rows. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { inboxEn } from '../../shared/i18n/en/inbox.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { inboxRu } from '../../shared/i18n/ru/inbox.ts'

const CATALOGUES = { ru: inboxRu, en: inboxEn }

export const InboxWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
