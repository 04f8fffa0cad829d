/** The one way in which components get their words. Owns the typing of the keys, and quotes within quotes. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { valuesInQuotes } from '../../shared/i18n/quotes.ts'

export type TextValues = Readonly<Record<string, string | number>>
export type Text = (key: MessageKey, values?: TextValues) => string

/** A function from message key (and ICU values) to the words in the reader's language. */
export const useText = (): Text => {
  const intl = useIntl()
  return useCallback(
    (key, values) => {
      const message = intl.messages[key]
      const fitting = values && typeof message === 'string' ? valuesInQuotes(message, values) : values
      return intl.formatMessage({ id: key }, fitting)
    },
    [intl],
  )
}
