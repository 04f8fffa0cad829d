/** Nobody is asked twice whether their browser may keep what it keeps. */
import { expect, it } from 'vitest'
import { persistence } from '../../../client/sync/persist.ts'

const remembering = () => {
  const kept = new Map<string, string>()
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
  let asked = 0
  const storage = {
    persist: () => {
      asked += 1
      return Promise.reject(new Error('SecurityError'))
    },
  }
  return { memory, storage, asked: () => asked }
}

it('[OF18] asks the browser once, and in later visits no more', () => {
  const { memory, storage, asked } = remembering()
  const ask = persistence(storage, memory)
  ask()
  ask()
  persistence(storage, memory)()
  expect(asked()).toBe(1)
})

it('[OF18] asks nothing where the browser knows nothing of it', () => {
  const { memory, storage, asked } = remembering()
  persistence(undefined, memory)()
  persistence({} as never, memory)()
  persistence(storage, memory)()
  expect(asked()).toBe(1)
})
