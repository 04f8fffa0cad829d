/** What to tell a person about a failure. Owns the choice of the sentence; the words are the catalogue's or the server's. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { ApiError } from './api.ts'

/** A function from anything thrown to a sentence in the reader's language. */
export const useErrorText = (): ((error: unknown) => string) => {
  const intl = useIntl()
  return useCallback(
    (error) => {
      if (error instanceof ApiError && error.sentence) return error.sentence
      const key = `error.${error instanceof ApiError ? error.code : 'unexpected'}`
      return intl.formatMessage({ id: key in intl.messages ? key : 'error.unexpected' })
    },
    [intl],
  )
}
