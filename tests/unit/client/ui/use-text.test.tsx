/** Words of the page: the short way to a message says what the formatter says. */
import { useIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { useText } from '../../../../client/ui/use-text.ts'
import type { MessageKey } from '../../../../shared/i18n/messages.ts'
import { messagesEn } from '../../../../shared/i18n/messages.en.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'
import { draw } from '../presence/support.tsx'

const CATALOGUES = { ru: messagesRu, en: messagesEn }

/** A value for every name of a message: numbers, which plurals need, and words where nothing is asked of them. */
const valuesFor = (message: string): Record<string, string | number> =>
  Object.fromEntries(
    [...message.matchAll(/\{(\w+)(,?)/g)].map(([, name = '', kind], index) => [
      name,
      kind === ',' || index % 2 === 1 ? 1234 + index : `слово ${index}`,
    ]),
  )

test.each(['ru', 'en'] as const)(
  '[CX5] a message has the words that its formatter makes of it: %s',
  async (locale) => {
    const differing: string[] = []
    const filled: string[] = []
    const Everything = () => {
      const text = useText()
      const intl = useIntl()
      for (const [key, message] of Object.entries(CATALOGUES[locale])) {
        const values = valuesFor(message)
        filled.push(...Object.keys(values))
        if (text(key as MessageKey, values) !== intl.formatMessage({ id: key }, values)) differing.push(key)
      }
      return null
    }
    const { remove } = await draw(<Everything />, locale)
    expect(differing).toEqual([])
    expect(filled.length).toBeGreaterThan(100)
    await remove()
  },
)
