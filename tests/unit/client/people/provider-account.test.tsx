/** The provider on the page of one's account and behind links, and the wait after too many tries (SPEC PW9 to PW12). */
import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../../../client/api.ts'
import { guardOf } from '../../../../client/people/account/name-change.ts'
import { ProviderForm } from '../../../../client/people/account/ProviderForm.tsx'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { JoinPage } from '../../../../client/people/entry/JoinPage.tsx'
import { Failure } from '../../../../client/people/Failure.tsx'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import type { MyAccount } from '../../../../client/people/schemas.ts'
import { takeMishap } from '../../../../client/shell/mishap.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click, inputOf, text, write } from './hands.ts'
import { account, apiAnswering } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())
const drawPage = async (node: React.ReactNode) => {
  const drawn = await draw(<PeopleWords>{node}</PeopleWords>)
  remove = drawn.remove
}

const PROVIDER = { name: 'Кампус', path: '/api/provider/start' }
const WORDS = { provider: PROVIDER.name }

describe('my account', () => {
  const drawForm = async (mine: NonNullable<MyAccount>, answers: Parameters<typeof apiAnswering>[0]) => {
    const { api, sent } = apiAnswering(answers)
    const steps: string[] = []
    const props = {
      calls: createPeopleApi(api.call),
      account: mine,
      provider: PROVIDER,
      onAway: (url: string) => void steps.push(url),
      onUnlinked: async () => void steps.push('unlinked'),
    }
    await drawPage(<ProviderForm {...props} />)
    return { sent, steps }
  }

  test('[PW9] links with the provider by the password, which a wrong one is told at', async () => {
    const wrong = { error: { code: 'wrong-credentials', message: 'x' } }
    const answers: Parameters<typeof apiAnswering>[0] = { 'POST /api/provider/link': [401, wrong] }
    const { sent, steps } = await drawForm(account(), answers)
    await click(ru('account.provider.link', WORDS))
    expect(text()).toContain(ru('entry.password.missing'))
    await write(inputOf(ru('account.password.old')), 'верный конь')
    await click(ru('account.provider.link', WORDS))
    expect(inputOf(ru('account.password.old')).getAttribute('aria-invalid')).toBe('true')
    answers['POST /api/provider/link'] = [200, { url: 'https://id.example/there' }]
    await click(ru('account.provider.link', WORDS))
    expect(sent.at(-1)?.body).toEqual({ to: '/account', currentPassword: 'верный конь' })
    expect(steps).toEqual(['https://id.example/there'])
  })

  test('[PW9] unlinks who is linked, and offers nothing to who would be left without a way in', async () => {
    const { steps } = await drawForm(account({ hasProvider: true }), {
      'POST /api/provider/unlink': [204, null],
    })
    await write(inputOf(ru('account.password.old')), 'верный конь')
    await click(ru('account.provider.unlink', WORDS))
    expect(steps).toEqual(['unlinked'])
    await remove()
    await drawForm(account({ hasProvider: true, hasPassword: false }), {})
    expect(text()).toContain(ru('account.provider.only', WORDS))
    expect(document.querySelector('button')).toBeNull()
  })

  test('[PW9] a link that is taken already is told in words of its own', () => {
    const page = (hash: string) =>
      takeMishap({
        location: { pathname: '/', search: '', hash } as Location,
        history: { replaceState: () => {} } as unknown as History,
      }).get()
    expect([page('#error=conflict'), page('#error=not-invited')]).toEqual(['already-linked', 'not-invited'])
    expect(ru('error.already-linked')).not.toBe(ru('error.conflict'))
  })

  test('[PW12] an address without a password is open for a while after the sign-in', () => {
    const mine = account({
      hasPassword: false,
      mail: true,
      provider: PROVIDER,
      freshUntil: '2026-01-01T00:10:00Z',
    })
    expect(guardOf(mine, Date.parse('2026-01-01T00:09:00Z'))).toBe('fresh')
    expect(guardOf(mine, Date.parse('2026-01-01T00:11:00Z'))).toBe('stale')
    expect(guardOf({ ...mine, provider: null }, Date.parse('2026-01-02T00:00:00Z'))).toBe('closed')
  })
})

test('[PW10] a password link offers the provider to whoever is not there yet', async () => {
  const look = (hasProvider: boolean) => ({
    'POST /api/links/look': [
      200,
      {
        kind: 'reset',
        role: 'editor',
        departments: [],
        approver: false,
        note: '',
        login: 'petrova',
        hasProvider,
        expiresAt: '2026-12-01T00:00:00Z',
      },
    ] as const,
    'POST /api/provider/start': [200, { url: 'https://id.example/there' }] as const,
  })
  const steps: string[] = []
  const ways = { password: true, provider: PROVIDER, help: false }
  const props = { secret: 'S'.repeat(43), me: null, ways, onIn: async () => {}, onHome: () => {} }
  const away = (url: string) => void steps.push(url)
  const { api, sent } = apiAnswering(look(false))
  await drawPage(<JoinPage api={api} onAway={away} {...props} />)
  expect(text()).toContain(ru('join.reset.ways', { ...WORDS, login: 'petrova' }))
  await click(ru('entry.provider', WORDS))
  expect(sent.at(-1)?.body).toEqual({ to: '/', invitation: props.secret })
  expect(steps).toEqual(['https://id.example/there'])
  await remove()
  await drawPage(<JoinPage api={apiAnswering(look(true)).api} onAway={away} {...props} />)
  expect(text()).not.toContain(PROVIDER.name)
})

describe('too many tries', () => {
  const refusal = (seconds: number) => new ApiError('too-many-requests', 429, 'x', { seconds })
  afterEach(() => vi.useRealTimers())

  test('[PW11] the wait counts down for the eyes, is said once, and so is its end', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 0 })
    await drawPage(<Failure error={refusal(75)} />)
    const alert = () => document.querySelector('[role=alert]')?.textContent ?? null
    const said = alert()
    expect(said).toContain('2 минуты')
    expect(document.querySelector('[aria-hidden=true]')?.textContent).toBe(ru('wait.left', { left: '1:15' }))
    await act(() => vi.advanceTimersByTime(10_000))
    expect(document.querySelector('[aria-hidden=true]')?.textContent).toBe(ru('wait.left', { left: '1:05' }))
    expect(alert()).toBe(said)
    await act(() => vi.advanceTimersByTime(66_000))
    expect(alert()).toBeNull()
    expect(document.querySelector('[role=status]')?.textContent).toBe(ru('wait.over'))
    expect(vi.getTimerCount()).toBe(0)
  })

  test('[PW11] a short wait is told in seconds, and a refusal that names none as before', async () => {
    await drawPage(<Failure error={refusal(20)} />)
    expect(text()).toContain('20 секунд')
    await remove()
    await drawPage(<Failure error={new ApiError('too-many-requests', 429, 'Подождите.')} />)
    expect(text()).toBe('Подождите.')
  })
})
