/** Uploads that come at the same time. */
import { expect, test } from 'vitest'
import { createUploadGate } from '../../../server/http/upload-gate.ts'

/** Whoever may go in has gone in. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[BL6] uploads are read in their order, as many as there is room for; small ones do not wait, too many are refused', async () => {
  const gate = createUploadGate({ maxBytes: 10, smallBytes: 1, maxWaiting: 3, maxWaitingEach: 3 })
  const reading: string[] = []
  const ends = new Map<string, () => void>()
  const upload = (name: string, bytes: number) =>
    gate(name, bytes, () => {
      reading.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string, done: Promise<unknown>) => {
    ends.get(name)?.()
    await done
  }
  const [a, b] = [upload('a', 6), upload('b', 4)]
  const c = upload('c', 5)
  const [d, alone] = [upload('d', 4), upload('alone', 50)]
  const small = upload('small', 1)
  await expect(upload('one more', 2)).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(reading.toSorted()).toEqual(['a', 'b', 'small'])
  await end('a', a)
  // What would fit does not overtake what came before it.
  expect(reading.slice(3)).toEqual(['c'])
  await end('b', b)
  expect(reading.slice(4)).toEqual(['d'])
  await end('c', c)
  expect(reading).not.toContain('alone')
  await end('d', d)
  expect(reading.at(-1)).toBe('alone')
  await Promise.all([end('alone', alone), end('small', small)])
  await expect(gate('a', 9, () => Promise.reject(new Error('unreadable')))).rejects.toThrow('unreadable')
  await gate('a', 9, () => Promise.resolve())
})

test('[IV3] slow uploads of one person hold up that person alone, and their queue leaves room for others', async () => {
  const gate = createUploadGate({ maxBytes: 10, smallBytes: 1, maxWaiting: 20, maxWaitingEach: 2 })
  const reading: string[] = []
  const ends = new Map<string, () => void>()
  const upload = (person: string, name: string) =>
    gate(person, 5, () => {
      reading.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const slow = [upload('anna', 'slow 1'), upload('anna', 'slow 2'), upload('anna', 'slow 3')]
  await expect(upload('anna', 'slow 4')).rejects.toMatchObject({ code: 'too-many-requests' })
  const others = [upload('boris', 'b'), upload('vera', 'v')]
  await turns()
  expect(reading).toEqual(['slow 1', 'b'])
  ends.get('b')?.()
  await others[0]
  await turns()
  expect(reading).toEqual(['slow 1', 'b', 'v'])
  ends.get('slow 1')?.()
  await slow[0]
  await turns()
  expect(reading).toEqual(['slow 1', 'b', 'v', 'slow 2'])
  ends.get('slow 2')?.()
  await slow[1]
  await turns()
  for (const name of ['slow 3', 'v']) ends.get(name)?.()
  await Promise.all([...slow, ...others])
})
