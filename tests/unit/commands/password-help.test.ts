/** When the work of a forgotten password is done. */
import { expect, test, vi } from 'vitest'
import { createAllowance } from '../../../server/auth/counters.ts'
import type { PeopleDeps } from '../../../server/commands/people/deps.ts'
import { helpWithPassword } from '../../../server/commands/people/password-help.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import { personEntry } from '../../support/storage-samples.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('[PV11] nothing is done for a known login before the turn with the answer is over', async () => {
  const storage = openMemoryStorage()
  const person = { ...personEntry('anna'), email: 'anna@example.org' }
  await storage.directory.change((data) => ({ ...data, people: [person] }))
  const change = vi.spyOn(storage.directory, 'change')
  const letters: object[] = []
  const budget = createAllowance(() => 0, { max: 1, windowMs: 1000 })
  const deps = {
    storage,
    ids: () => 'link',
    now: () => 0,
    budgets: { journeys: budget, help: budget, letters: budget },
    report: (error: unknown) => expect(error).toBeUndefined(),
    mail: { send: (letter: object) => Promise.resolve(void letters.push(letter)) },
  } as unknown as PeopleDeps
  const request = { address: '10.0.0.1', base: 'http://svod', locale: 'ru' } as const
  helpWithPassword(deps, { ...request, login: 'Anna' })
  // As many steps as an answer takes on its way out.
  for (let step = 0; step < 100; step++) await Promise.resolve()
  expect(change).not.toHaveBeenCalled()
  await turn()
  expect(change).toHaveBeenCalledTimes(1)
  await vi.waitFor(() =>
    expect(letters).toMatchObject([{ to: 'anna@example.org', kind: 'help', locale: 'ru' }]),
  )
  expect(() => helpWithPassword(deps, { ...request, login: 'nobody' })).toThrow('too-many-requests')
  await storage.close()
})

test('[PV11] of the links that somebody asked for and never used a few are kept, however often they asked', async () => {
  const storage = openMemoryStorage()
  const people = [personEntry('anna'), personEntry('boris')].map((one) => ({
    ...one,
    email: `${one.login}@example.org`,
  }))
  await storage.directory.change((data) => ({ ...data, people }))
  const sent = vi.fn<() => Promise<void>>(() => Promise.resolve())
  let made = 0
  const budget = { take: () => undefined }
  const deps = {
    storage,
    ids: () => `link-${++made}`,
    now: () => 0,
    budgets: { journeys: budget, help: budget, letters: budget },
    report: (error: unknown) => expect(error).toBeUndefined(),
    mail: { send: sent },
  } as unknown as PeopleDeps
  const request = { address: '10.0.0.1', base: 'http://svod', locale: 'ru' } as const
  for (let times = 1; times <= 20; times++) {
    helpWithPassword(deps, { ...request, login: times === 1 ? 'boris' : 'anna' })
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(times))
  }
  // The open one, the newest that have ended, and nothing of anybody else.
  const ids = storage.directory.data.links.map(({ id }) => id)
  expect(ids).toEqual(['link-1', 'link-15', 'link-16', 'link-17', 'link-18', 'link-19', 'link-20'])
  await storage.close()
})
