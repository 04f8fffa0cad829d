/** A plan whose session has ended asks who is here now (SPEC UI19). */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { createApi } from '../../../../client/api.ts'
import { createAccount } from '../../../../client/shell/account.ts'
import { PlanBanners } from '../../../../client/shell/PlanBanners.tsx'
import { PlanClosed } from '../../../../client/shell/PlanClosed.tsx'
import type { PlanSession, RescuedText } from '../../../../client/plan/plan-session.ts'
import { createValue } from '../../../../client/sync/store.ts'
import type { Services } from '../../../../client/shell/services.ts'
import { type Identity, inPlan } from '../../../../shared/identity.ts'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'

let remove = async () => {}
afterEach(() => remove())

const guest = identityOf({ id: 'guest-1', role: 'none', kind: 'guest', plans: { p1: 'viewer' } })
const visitor = identityOf({ id: 'u1', role: 'none', kind: 'person', guest })

/** Somebody inside, as the server knows them: `become` says what it answers from then on. */
const accountOf = async (first: Identity) => {
  let identity: Identity | null = first
  const refusal = { error: { code: 'unauthenticated', message: '' }, demo: false }
  const asked: string[] = []
  const answer = (path: string): unknown =>
    path === '/api/me' ? (identity ? { identity, demo: false } : refusal) : { departments: [] }
  const api = createApi(
    () => 'ru',
    async (path) => {
      asked.push(path as string)
      return new Response(JSON.stringify(answer(path as string)), { status: identity ? 200 : 401 })
    },
  )
  const account = createAccount(api, { read: () => null, write: () => {} })
  await account.ask()
  return { api, account, asked, become: (next: Identity | null) => void (identity = next) }
}

const LEFT: RescuedText = {
  id: '1',
  planId: 'p1',
  owner: 'u1',
  cache: null,
  at: 0,
  code: 'forbidden',
  section: 'Конкурсы',
  row: '1. Диктант',
  text: 'Тотальный диктант',
}

const close = async (
  house: Awaited<ReturnType<typeof accountOf>>,
  code: string,
  session: Pick<PlanSession, 'rescue'> = {},
) => {
  const { api, account } = house
  const services = { api, account } as Services
  const drawn = await draw(
    <PlanClosed
      {...{ code, services, session }}
      planId="p1"
      me={inPlan(visitor, 'p1')}
      onReopen={() => {}}
    />,
  )
  remove = drawn.remove
  await act(async () => void (await new Promise((resolve) => setImmediate(resolve))))
}

test('[UI19] a guest of the link who is given a role goes on in their own name', async () => {
  const house = await accountOf(visitor)
  house.become({ ...visitor, plans: { p1: 'editor' } })
  await close(house, 'unauthenticated')
  const now = house.account.get()
  expect(now).toMatchObject({ kind: 'inside' })
  expect(now.kind === 'inside' && inPlan(now.me, 'p1')).toMatchObject({ id: 'u1', role: 'editor' })
})

test('[UI19] whoever has signed out elsewhere is outside here, too', async () => {
  const house = await accountOf(visitor)
  house.become(null)
  await close(house, 'unauthenticated')
  expect(house.account.get().kind).toBe('outside')
})

test('[UI19] a plan that is gone says nothing of who is here', async () => {
  const house = await accountOf(visitor)
  const before = house.asked.length
  await close(house, 'not-found')
  expect(house.asked).toHaveLength(before)
})

test('[WO5] whoever may not see a plan is told whom to ask', async () => {
  await close(await accountOf(visitor), 'forbidden')
  expect(document.body.textContent).toContain(ru('plan.closed.forbidden.text'))
})

test('[SV13] whoever may not see a plan any more reads there, and copies, what they could not send', async () => {
  const text: RescuedText = { ...LEFT, inCopy: true }
  await close(await accountOf(visitor), 'forbidden', { rescue: createValue([text]) })
  const { textContent } = document.body
  for (const words of [text.text, ru('sync.rescue.copy'), ru('sync.rescue.hint.copy')])
    expect(textContent).toContain(words)
  expect([...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => tagName)).toEqual(['H1', 'H2'])
  // The copy holds them: they are not this page's to remove.
  expect(textContent).not.toContain(ru('sync.rescue.dismiss'))
})

test('[SV13] of words that wait, each is said to be kept in the browser or not as it is', async () => {
  const kept: RescuedText = { ...LEFT, id: '2', text: 'Фестиваль чтения', inCopy: true }
  await close(await accountOf(visitor), 'forbidden', { rescue: createValue([kept, LEFT]) })
  const { textContent } = document.body
  const order = [ru('sync.rescue.hint'), LEFT.text, ru('sync.rescue.hint.copy'), kept.text]
  const found = order.map((words) => textContent.indexOf(words))
  expect(found).not.toContain(-1)
  expect(found).toEqual([...found].sort((left, right) => left - right))
})

test('[SV12] a page that is out of date shows what it alone holds before it offers to reload', async () => {
  const say = async (memoryOnly: boolean, code = 'client-outdated', keeping = false): Promise<string> => {
    const isOpen = code === 'storage-failed'
    const session = {
      saved: createValue({
        kind: 'not-saved',
        changes: 1,
        code,
        ...(memoryOnly && { memoryOnly }),
        ...(keeping && { keeping }),
      }),
      connection: createValue(isOpen ? { kind: 'ready', online: true } : { kind: 'closed', code }),
      rescue: createValue(memoryOnly ? [LEFT] : []),
    } as unknown as PlanSession
    const ways = { onReopen: () => {}, onAmend: () => {}, onShowChanges: () => {} }
    const drawn = await draw(<PlanBanners session={session} shownSince={null} {...ways} />)
    const words = drawn.container.textContent
    await drawn.remove()
    return words
  }
  expect(await say(false)).toContain(ru('plan.closed.outdated.text'))
  const said = await say(true)
  expect(said).not.toContain(ru('plan.closed.outdated.text'))
  for (const words of [ru('plan.closed.outdated.copy'), LEFT.text, ru('sync.rescue.copy')])
    expect(said).toContain(words)
  expect(await say(false, 'client-outdated', true)).toBe(
    `${ru('plan.closed.outdated')}.${ru('common.reload')}`,
  )
  expect(await say(true, 'storage-failed')).toBe(ru('plan.storage.memory-only'))
  expect(await say(false, 'storage-failed')).toBe(ru('plan.storage'))
})
