/** Changes of one value that is saved as a whole. */
import { expect, test } from 'vitest'
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
