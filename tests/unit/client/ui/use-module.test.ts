/** Code that is fetched when needed (SPEC UI18). */
import { expect, test } from 'vitest'
import { defineModule } from '../../../../client/ui/use-module.ts'

test('[UI18] a module is fetched once, and again only after a failure', async () => {
  const outcomes = [Promise.reject(new Error('offline')), Promise.resolve('code'), Promise.resolve('other')]
  let asked = 0
  const module = defineModule(() => outcomes[asked++] ?? Promise.reject(new Error('asked too often')))
  await expect(module.preload()).rejects.toThrow('offline')
  expect(module.loaded()).toBeNull()
  const [first, second] = await Promise.all([module.preload(), module.preload()])
  expect([first, second, module.loaded()]).toEqual(['code', 'code', 'code'])
  await module.preload()
  expect(asked).toBe(2)
})
