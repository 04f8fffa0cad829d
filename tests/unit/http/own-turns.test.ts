/** Long answers of one person, one after the other. */
import { expect, test } from 'vitest'
import { createOwnTurns } from '../../../server/http/own-turns.ts'

/** Whoever may go in has gone in. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const STAYS = new AbortController().signal

/** Work that is told when it begins and ends when it is told to. */
const createDesk = (most?: number) => {
  const own = createOwnTurns(most)
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const ask = (person: string, name: string, signal = STAYS) =>
    own(
      person,
      () => {
        begun.push(name)
        return new Promise<void>((resolve) => ends.set(name, resolve))
      },
      signal,
    )
  const end = async (name: string) => {
    ends.get(name)?.()
    await turns()
  }
  return { own, begun, ask, end }
}

test('[FT1] whoever asks for much waits for themselves, in order; too much is refused, and nobody else waits', async () => {
  const { begun, ask, end } = createDesk(2)
  const asked = [ask('anna', 'a1'), ask('anna', 'a2'), ask('anna', 'a3')]
  await expect(ask('anna', 'a4')).rejects.toMatchObject({
    code: 'too-many-requests',
    details: { seconds: 10 },
  })
  asked.push(ask('boris', 'b1'))
  await turns()
  expect(begun).toEqual(['a1', 'b1'])
  for (const name of ['a1', 'a2', 'b1', 'a3']) await end(name)
  await Promise.all(asked)
  expect(begun).toEqual(['a1', 'b1', 'a2', 'a3'])
})

test('[FT1] what fails lets the next one in, and whoever hangs up while waiting leaves the line', async () => {
  const { own, begun, ask, end } = createDesk()
  const leaving = new AbortController()
  const fails = own('anna', () => Promise.reject(new Error('broken')), STAYS)
  const asked = [ask('anna', 'first'), ask('anna', 'gone', leaving.signal), ask('anna', 'last')]
  await expect(fails).rejects.toThrow('broken')
  leaving.abort('away')
  await expect(asked[1]).rejects.toBe('away')
  await expect(ask('anna', 'late', leaving.signal)).rejects.toBe('away')
  for (const name of ['first', 'last']) await end(name)
  await Promise.all([asked[0], asked[2]])
  expect(begun).toEqual(['first', 'last'])
})
