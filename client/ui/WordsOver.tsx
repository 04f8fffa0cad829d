/** Words of a part of the page, laid over those of the page. Owns that they stay the same until the language changes. */
import { type ReactNode, useMemo } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { type Locale, isLocale } from '../../shared/i18n/locale.ts'

export interface WordsOverProps {
  /** By language; the same object at every drawing. */
  catalogues: Readonly<Record<Locale, Readonly<Record<string, string>>>>
  children: ReactNode
}

export const WordsOver = ({ catalogues, children }: WordsOverProps) => {
  const { locale, messages } = useIntl()
  const words = catalogues[isLocale(locale) ? locale : 'en']
  const all = useMemo(() => Object.assign({}, messages, words), [messages, words])
  return (
    <IntlProvider locale={locale} messages={all}>
      {children}
    </IntlProvider>
  )
}
