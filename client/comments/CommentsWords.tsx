/** The words of the comments' panel, laid over those of the page. They come with the panel and not with the first rows. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { commentsEn } from '../../shared/i18n/en/comments.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { commentsRu } from '../../shared/i18n/ru/comments.ts'

const CATALOGUES = { ru: commentsRu, en: commentsEn }

export const CommentsWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
