/** Draws a component with the catalogues of a language, and lets React settle. */
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'react-intl'
import { messagesEn } from '../../../../shared/i18n/messages.en.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'

const CATALOGUES = { ru: messagesRu, en: messagesEn }

// What the components ask of a browser and jsdom does not have.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, CSS: { escape: (text: string) => text } })
window.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList
Object.assign(Element.prototype, { scrollIntoView: () => undefined })

/** The container, and the way to take everything down. */
export const draw = async (node: ReactNode, locale: 'ru' | 'en' = 'ru') => {
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(async () =>
    root.render(
      <IntlProvider locale={locale} messages={CATALOGUES[locale]}>
        {node}
      </IntlProvider>,
    ),
  )
  const remove = async () => {
    await act(async () => root.unmount())
    container.remove()
  }
  return { container, remove }
}
