/** Who sits here (SPEC UI6–UI7), over the real api with a fake fetch. */
import { describe, expect, test } from 'vitest'
import { createApi } from '../../../../client/api.ts'
import type { Memory } from '../../../../client/browser-memory.ts'
import { createAccount } from '../../../../client/shell/account.ts'
import { identityOf } from '../../../support/identities.ts'

const me = identityOf({ id: 'u1', name: 'Marina' })

type Answers = Record<string, { status: number; body: unknown } | 'no network'>

const accountWith = (answers: Answers, memory: Memory = { read: () => null, write: () => {} }) => {
  const api = createApi(
    () => 'ru',
    async (path) => {
      const answer = answers[path as string] ?? 'no network'
      if (answer === 'no network') throw new TypeError('Failed to fetch')
      return new Response(JSON.stringify(answer.body), { status: answer.status })
    },
  )
  return createAccount(api, memory)
}

const memoryOf = (): Memory => {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key) ?? null, write: (key, value) => void values.set(key, value) }
}

/** The refusal of somebody whom the server does not know. */
const nobody = (said: object) => ({
  status: 401,
  body: { error: { code: 'unauthenticated', message: 'x' }, ...said },
})

const present: Answers = {
  '/api/me': { status: 200, body: { identity: me, demo: true } },
  '/api/departments': { status: 200, body: { departments: [] } },
}

describe('asking who I am', () => {
  test('[UI6] somebody known is inside', async () => {
    const account = accountWith(present)
    await account.ask()
    expect(account.get()).toMatchObject({ kind: 'inside', me, demo: true })
  })

  test('[UI6] somebody unknown is outside; only trial mode offers to enter', async () => {
    const refusal = (demo: boolean) => ({
      '/api/me': nobody({ demo }),
      '/api/departments': { status: 200, body: { departments: [] } },
    })
    const trial = accountWith(refusal(true))
    await trial.ask()
    expect(trial.get()).toMatchObject({ kind: 'outside', demo: true })
    const closed = accountWith(refusal(false))
    await closed.ask()
    expect(closed.get()).toMatchObject({ kind: 'outside', demo: false })
  })

  test('[UI7] while the server is away, the last one who was inside stays inside', async () => {
    const memory = memoryOf()
    await accountWith(present, memory).ask()
    const account = accountWith({}, memory)
    await account.ask()
    expect(account.get()).toMatchObject({ kind: 'inside', me })
  })

  test('[UI7] what a proxy says of a server that is away changes nothing of who is inside', async () => {
    const memory = memoryOf()
    const answers = { ...present }
    const account = accountWith(answers, memory)
    await account.ask()
    const inside = account.get()
    for (const status of [502, 503, 429, 418]) {
      answers['/api/me'] = { status, body: {} }
      await account.ask()
      expect(account.get()).toBe(inside)
    }
    answers['/api/me'] = { status: 502, body: {} }
    const opened = accountWith(answers, memory)
    await opened.ask()
    expect(opened.get()).toMatchObject({ kind: 'inside', me })
  })

  test('[UI7] nobody known and no server is a failure that can be tried again', async () => {
    const account = accountWith({}, memoryOf())
    await account.ask()
    expect(account.get()).toMatchObject({ kind: 'failed', error: { code: 'network' } })
  })

  test('[UI7] who has left is not let in from memory', async () => {
    const memory = memoryOf()
    const answers: Answers = { ...present, '/api/demo/leave': { status: 200, body: {} } }
    const account = accountWith(answers, memory)
    await account.ask()
    answers['/api/me'] = nobody({ demo: true })
    await account.leave()
    expect(account.get().kind).toBe('outside')
    const later = accountWith({}, memory)
    await later.ask()
    expect(later.get().kind).toBe('failed')
  })

  test('[UI7] who has left, or made room for somebody else, does not stay where the answer does not come', async () => {
    const answers: Answers = { ...present, '/api/demo/leave': { status: 200, body: {} } }
    const account = accountWith(answers, memoryOf())
    await account.ask()
    answers['/api/me'] = { status: 502, body: 'Bad gateway' }
    await account.leave()
    expect(account.get().kind).toBe('failed')
    answers['/api/me'] = { status: 200, body: { identity: me, demo: true } }
    await account.ask()
    answers['/api/me'] = { status: 502, body: 'Bad gateway' }
    await account.askAnew()
    expect(account.get().kind).toBe('failed')
  })

  test('[UI7] an answer to what was asked before somebody left brings them back neither', async () => {
    const answers: Answers = { ...present, '/api/demo/leave': { status: 200, body: {} } }
    const memory = memoryOf()
    const account = accountWith(answers, memory)
    await account.ask()
    const asked = account.ask()
    answers['/api/me'] = nobody({ demo: true })
    await account.askAnew()
    await asked
    expect(account.get().kind).toBe('outside')
    expect(memory.read('svod.account')).toBe('')
  })

  test('[UI6] the ways to sign in are the server’s word, a password where it says nothing', async () => {
    const provider = { name: 'Keycloak', path: '/api/oidc/start' }
    const told = accountWith({ ...present, '/api/me': nobody({ signIn: { password: false, provider } }) })
    await told.ask()
    expect(told.get()).toMatchObject({ signIn: { password: false, provider } })
    const silent = accountWith({ ...present, '/api/me': nobody({}) })
    await silent.ask()
    expect(silent.get()).toMatchObject({ signIn: { password: true, provider: null } })
  })

  test('[UI19] who is asked about again and is the same stays the same object', async () => {
    const account = accountWith(present, memoryOf())
    await account.ask()
    const first = account.get()
    let told = 0
    account.subscribe(() => told++)
    await account.ask()
    expect(account.get()).toBe(first)
    expect(told).toBe(0)
  })

  test('[UI19] a page outside does not ask for ever, and one inside hears once that it is outside', async () => {
    const answers: Answers = { '/api/me': nobody({}), '/api/departments': nobody({}) }
    let calls = 0
    const fetcher = async (path: unknown) => {
      calls += 1
      // An endless round would never let the test go on.
      if (calls > 20) throw new TypeError('too many')
      const { status, body } = answers[path as string] as { status: number; body: unknown }
      return new Response(JSON.stringify(body), { status })
    }
    const api = createApi(
      () => 'ru',
      fetcher as typeof fetch,
      () => account.hearOutside(),
    )
    const account = createAccount(api, memoryOf())
    await account.ask()
    await new Promise((resolve) => setImmediate(resolve))
    expect([account.get().kind, calls]).toEqual(['outside', 2])

    Object.assign(answers, present)
    await account.ask()
    expect(account.get().kind).toBe('inside')
    Object.assign(answers, { '/api/me': nobody({}), '/api/departments': nobody({}) })
    await api.departments().catch(() => null)
    await expect.poll(() => account.get().kind).toBe('outside')
    expect(calls).toBe(7)
  })

  test('[UI20] signing out ends this session, or all of them; a wrong password changes nothing', async () => {
    const answers: Answers = {
      ...present,
      '/api/me': { status: 200, body: { identity: me } },
      '/api/sign-out': { status: 200, body: null },
      '/api/sign-in': { status: 401, body: { error: { code: 'wrong-credentials', message: 'No.' } } },
    }
    const memory = memoryOf()
    const account = accountWith(answers, memory)
    await account.ask()
    answers['/api/me'] = nobody({})
    await account.leave(true)
    expect(account.get().kind).toBe('outside')
    expect(memory.read('svod.account')).toBe('')
    await expect(account.signIn({ login: 'kotova', password: 'x' })).rejects.toMatchObject({
      code: 'wrong-credentials',
    })
    expect(account.get().kind).toBe('outside')
  })
})
