/** The one way in which components get their words. Owns the typing of the keys, and quotes within quotes. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { fillMessage } from '../../shared/i18n/format.ts'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { valuesInQuotes } from '../../shared/i18n/quotes.ts'

export type TextValues = Readonly<Record<string, string | number>>
export type Text = (key: MessageKey, values?: TextValues) => string

const NAME = /\{(\w+)\}/g

/** What only an ICU formatter understands: plurals, formats, tags, quoted braces. */
const NEEDS_ICU = /[{}<>'#]/

/** By message: the names that are filled in, where that is all there is to do; null where it needs a formatter. */
const namesOf = new Map<string, readonly string[] | null>()

const readNames = (message: string): readonly string[] | null =>
  NEEDS_ICU.test(message.replaceAll(NAME, ''))
    ? null
    : [...message.matchAll(NAME)].map(([, name = '']) => name)

/**
 * The words of a message without plurals and the like; null where it has them or lacks a value. Most messages are such, every
 * drawing of every component asks for some, and react-intl's way to one of them costs more than the rest of a small component.
 */
const filled = (message: string, values: TextValues | undefined): string | null => {
  let names = namesOf.get(message)
  if (names === undefined) namesOf.set(message, (names = readNames(message)))
  if (names?.length === 0) return message
  const isComplete = names !== null && names.every((name) => values?.[name] !== undefined)
  return isComplete ? fillMessage(message, values) : null
}

/** A function from message key (and ICU values) to the words in the reader's language. */
export const useText = (): Text => {
  const intl = useIntl()
  return useCallback(
    (key, values) => {
      const message = intl.messages[key]
      if (typeof message !== 'string' || message === '') return intl.formatMessage({ id: key }, values)
      const words = filled(message, values)
      return words ?? intl.formatMessage({ id: key }, values && valuesInQuotes(message, values))
    },
    [intl],
  )
}
