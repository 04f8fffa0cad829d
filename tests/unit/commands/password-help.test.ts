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
