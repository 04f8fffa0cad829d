/** The one way in which components get their words. Owns nothing but the typing of the keys. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { MessageKey } from '../../shared/i18n/messages.ts'

export type TextValues = Readonly<Record<string, string | number>>
export type Text = (key: MessageKey, values?: TextValues) => string

/** A function from message key (and ICU values) to the words in the reader's language. */
export const useText = (): Text => {
  const intl = useIntl()
  return useCallback((key, values) => intl.formatMessage({ id: key }, values), [intl])
}
