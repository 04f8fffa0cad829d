/** The words of the board, laid over those of the page. Owns their way into the bundle: they come with the board. */
import type { ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { boardEn } from '../../shared/i18n/en/board.ts'
import { isLocale } from '../../shared/i18n/locale.ts'
import { rowEn } from '../../shared/i18n/en/row.ts'
import { boardRu } from '../../shared/i18n/ru/board.ts'
import { rowRu } from '../../shared/i18n/ru/row.ts'

const CATALOGUES = { ru: { ...rowRu, ...boardRu }, en: { ...rowEn, ...boardEn } }

export const BoardWords = ({ children }: { children: ReactNode }) => {
  const { locale, messages } = useIntl()
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...CATALOGUES[isLocale(locale) ? locale : 'en'] }}>
      {children}
    </IntlProvider>
  )
}
