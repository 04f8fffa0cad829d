/** Code that is fetched when needed (SPEC UI18, FQ1). */
import { act, useLayoutEffect, useState } from 'react'
import { expect, test } from 'vitest'
import { defineModule, type Module, useModule } from '../../../../client/ui/use-module.ts'
import { draw } from '../presence/support.tsx'

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

test('[FQ1] code that is asked for in place of another is shown when it has come, and its failure is its own', async () => {
  const board = defineModule(() => Promise.resolve('board'))
  const broken = defineModule<string>(() => Promise.reject(new Error('offline')))
  let come: (code: string) => void = () => {}
  const coming = new Promise<string>((resolve) => (come = resolve))
  const sources = [board, broken, defineModule(() => coming)]
  const Place = () => {
    const [at, setAt] = useState(0)
    const page = useModule(sources[at] ?? board)
    return <button onClick={() => setAt(at + 1)}>{page.kind === 'ready' ? page.module : page.kind}</button>
  }
  const { container, remove } = await draw(<Place />)
  const next = () => act(async () => container.querySelector('button')?.click())
  expect(container.textContent).toBe('board')
  await next()
  expect(container.textContent).toBe('failed')
  await next()
  expect(container.textContent).toBe('loading')
  await act(async () => come('year'))
  expect(container.textContent).toBe('year')
  await remove()
})

test('[UI18] code that comes while what stands in for it is being drawn is shown', async () => {
  let code: string | null = null
  const source: Module<string> = {
    preload: () => Promise.resolve('code'),
    loaded: () => code,
    subscribe: () => () => {},
  }
  const Place = () => {
    const page = useModule(source)
    useLayoutEffect(() => void (code = 'code'))
    return <p>{page.kind === 'ready' ? page.module : page.kind}</p>
  }
  const { container, remove } = await draw(<Place />)
  expect(container.textContent).toBe('code')
  await remove()
})
