/** Words of the page: the short way to a message says what the formatter says. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { IntlProvider, useIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { useText } from '../../../../client/ui/use-text.ts'
import type { MessageKey } from '../../../../shared/i18n/messages.ts'
import { valuesInQuotes } from '../../../../shared/i18n/quotes.ts'
import { ROOT } from '../../../support/root.ts'
import { draw } from '../presence/support.tsx'

/** Every message of a language, whenever it is fetched. */
const allMessages = async (locale: 'ru' | 'en'): Promise<Record<string, string>> => {
  const folder = join(ROOT, 'shared/i18n', locale)
  const files = await Promise.all(
    readdirSync(folder).map((file) => import(join(folder, file)) as Promise<object>),
  )
  return Object.assign({}, ...files.flatMap((file) => Object.values(file))) as Record<string, string>
}

/** Marks that a message may put marks of its own around, and what is no mark: inches, nothing, zero. */
const WORDS = ['слово', 'Неделя «ЖИЗНИ»', 'The “Life” week', 'Плакат 60”×40”', 'x»', '', "it's {name} <b>"]

/** A value for every name of a message: numbers, which plurals need, and words where nothing is asked of them. */
const valuesFor = (message: string, round: number): Record<string, string | number> =>
  Object.fromEntries(
    [...message.matchAll(/\{(\w+)(,?)/g)].map(([, name = '', kind], index) => [
      name,
      kind === ',' || index % 2 === 1
        ? round === 0
          ? 0
          : 1234 + index
        : (WORDS[(round + index) % WORDS.length] ?? ''),
    ]),
  )

test.each(['ru', 'en'] as const)(
  '[CX5] a message has the words that its formatter makes of it: %s',
  async (locale) => {
    const messages = await allMessages(locale)
    const differing: string[] = []
    const Everything = () => {
      const text = useText()
      const intl = useIntl()
      for (const [key, message] of Object.entries(messages)) {
        for (let round = 0; round < WORDS.length; round++) {
          const values = valuesFor(message, round)
          const formatted = intl.formatMessage({ id: key }, valuesInQuotes(message, values))
          if (text(key as MessageKey, values) !== formatted) differing.push(`${key}: ${formatted}`)
        }
      }
      return null
    }
    const { remove } = await draw(
      <IntlProvider locale={locale} messages={messages}>
        <Everything />
      </IntlProvider>,
      locale,
    )
    expect(differing).toEqual([])
    expect(Object.keys(messages).length).toBeGreaterThan(1500)
    await remove()
  },
)
