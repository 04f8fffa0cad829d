/** The page of a plan in memory whose session can be exchanged under it, and hands for it. */
import '../presence/support.tsx'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'react-intl'
import { createInbox } from '../../../../client/inbox/inbox.ts'
import type { PlanSession } from '../../../../client/plan/plan-session.ts'
import { createAccount } from '../../../../client/shell/account.ts'
import { Exchange } from '../../../../client/shell/Exchange.tsx'
import { noPlaces } from '../../../../client/shell/page-places.ts'
import { ReadablePlan } from '../../../../client/shell/ReadablePlan.tsx'
import { type Target, createRouter } from '../../../../client/shell/router.ts'
import type { Services } from '../../../../client/shell/services.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'
import { apiAnswering } from '../people/samples.ts'

/** What the sheet asks of a browser and jsdom does not have. */
class Unmeasured {
  observe() {}
  unobserve() {}
  disconnect() {}
}

/** The address of this page; no click and no step back leads a page of tests away, which others come to. */
const deafWindow = {
  location: window.location,
  history: window.history,
  addEventListener: () => {},
  document: { addEventListener: () => {} },
} as unknown as Window

const services = (answers: Parameters<typeof apiAnswering>[0]): Services => {
  const { api } = apiAnswering(answers)
  const inbox = createInbox(api.call, {
    page: document,
    locale: () => 'ru',
    later: () => {},
    after: () => () => {},
  })
  const account = createAccount(api, { read: () => null, write: () => {} })
  // As much of them as the page of a plan takes.
  return { api, account, inbox, router: createRouter(deafWindow) } as unknown as Services
}

/** Until everything that is fetched is there. */
export const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  })

export const openPage = (answers: Parameters<typeof apiAnswering>[0] = {}, target: Target = null) => {
  globalThis.ResizeObserver ??= Unmeasured
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  const [places, given] = [noPlaces(), services(answers)]
  const common = { planId: 'p1', departments: [], hasPeople: false, settings: null, onReopen: () => {} }
  const show = async (session: PlanSession, named = target) => {
    await act(async () =>
      root.render(
        <IntlProvider locale="ru" messages={messagesRu}>
          <Exchange {...{ session, places }} waiting={null}>
            {(now) => (
              <ReadablePlan
                {...{ ...common, places }}
                session={now}
                services={given}
                me={now.me}
                target={named}
              />
            )}
          </Exchange>
        </IntlProvider>,
      ),
    )
    await settle()
  }
  const remove = async () => {
    await act(async () => root.unmount())
    container.remove()
    localStorage.clear()
  }
  return { show, remove }
}

type Words = HTMLInputElement | HTMLTextAreaElement

/** The field with this label; null where there is none. */
export const fieldOf = (label: string): Words | null => {
  const found = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label)
  return found ? (document.getElementById(found.htmlFor) as Words | null) : null
}

export const type = (label: string, value: string) =>
  act(async () => {
    const field = fieldOf(label)
    if (!field) throw new Error(`no field ${label}`)
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
