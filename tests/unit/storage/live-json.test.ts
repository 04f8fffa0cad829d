/** Changes of one value that is saved as a whole. */
import { expect, test, vi } from 'vitest'
import { newDirectory } from '../../../server/storage/directory-data.ts'
import { LiveDirectory } from '../../../server/storage/live-directory.ts'
import { LiveJson } from '../../../server/storage/live-json.ts'

test('[ST18] a change that asks for another one while it is made loses neither, and saves never overlap', async () => {
  let [saving, most] = [0, 0]
  const save = async () => {
    saving += 1
    most = Math.max(most, saving)
    await new Promise((resolve) => void setImmediate(resolve))
    saving -= 1
  }
  const live = new LiveJson<Record<string, number>>({}, save)
  const asked: Promise<void>[] = []
  await live.change((value) => {
    asked.push(live.change((one) => ({ ...one, inner: 1 })))
    return { ...value, outer: 1 }
  })
  await Promise.all(asked)
  expect([live.value, most]).toEqual([{ inner: 1, outer: 1 }, 1])
})

test('[ST25] a listener that fails falls where nobody waits, and keeps no change waiting and no other listener from hearing', async () => {
  const thrown: unknown[] = []
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => {
    try {
      work()
    } catch (error) {
      thrown.push(error)
    }
  })
  const directory = new LiveDirectory(newDirectory(), () => Promise.resolve())
  const accident = new Error('a listener fell')
  let heard = 0
  directory.onChange(() => {
    throw accident
  })
  directory.onChange(() => void heard++)
  await directory.change((data) => ({ ...data }))
  await directory.change((data) => ({ ...data }))
  await directory.close()
  expect([heard, thrown]).toEqual([2, [accident, accident]])
  const live = new LiveJson(
    1,
    () => Promise.resolve(),
    () => {
      throw accident
    },
  )
  await live.change((value) => value + 1)
  await live.change((value) => value + 1)
  expect([live.value, thrown.length]).toEqual([3, 4])
})
