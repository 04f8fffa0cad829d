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
      '/api/me': { status: 401, body: { error: { code: 'unauthenticated', message: 'x' }, demo } },
      '/api/departments': { status: 200, body: { departments: [] } },
    })
    const trial = accountWith(refusal(true))
    await trial.ask()
    expect(trial.get()).toEqual({ kind: 'outside', demo: true })
    const closed = accountWith(refusal(false))
    await closed.ask()
    expect(closed.get()).toEqual({ kind: 'outside', demo: false })
  })

  test('[UI7] while the server is away, the last one who was inside stays inside', async () => {
    const memory = memoryOf()
    await accountWith(present, memory).ask()
    const account = accountWith({}, memory)
    await account.ask()
    expect(account.get()).toMatchObject({ kind: 'inside', me })
  })

  test('[UI7] nobody known and no server is a failure that can be tried again', async () => {
    const account = accountWith({}, memoryOf())
    await account.ask()
    expect(account.get()).toMatchObject({ kind: 'failed', error: { code: 'network' } })
  })

  test('[UI7] who has left is not let in from memory', async () => {
    const memory = memoryOf()
    const account = accountWith({ ...present, '/api/demo/leave': { status: 200, body: {} } }, memory)
    await account.ask()
    await account.leave()
    const later = accountWith({}, memory)
    await later.ask()
    expect(later.get().kind).toBe('failed')
  })
})
