/** The whole page: language, error boundary, messages, and which page is shown. Owns the choice, not the pages. */
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { IntlProvider } from 'react-intl'
import { messagesEn } from '../shared/i18n/messages.en.ts'
import { messagesRu } from '../shared/i18n/messages.ru.ts'
import { ErrorBoundary } from './shell/ErrorBoundary.tsx'
import { Pages } from './shell/Pages.tsx'
import type { Services } from './shell/services.ts'
import { useStore } from './plan/use-plan.ts'
import { Toasts } from './ui/Toasts.tsx'

const CATALOGUES = { ru: messagesRu, en: messagesEn }

export const App = ({ services }: { services: Services }) => {
  const { locale } = useStore(services.preferences)
  return (
    <IntlProvider locale={locale} messages={CATALOGUES[locale]}>
      <I18nProvider locale={locale === 'ru' ? 'ru-RU' : 'en-GB'}>
        <ErrorBoundary>
          <Pages services={services} />
        </ErrorBoundary>
        <Toasts />
      </I18nProvider>
    </IntlProvider>
  )
}
