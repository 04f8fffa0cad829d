/** Code that went with an update of the program (SPEC UI24). */
import { act, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { LazyPage } from '../../../../client/shell/LazyPage.tsx'
import { fetchCode, NewBuild } from '../../../../client/ui/new-build.ts'
import { toasts } from '../../../../client/ui/toast.ts'
import { defineModule } from '../../../../client/ui/use-module.ts'
import { useOpened } from '../../../../client/use-opened.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'

const pageOf = (entry: string) => `<html><head><script type="module" src="${entry}"></script></head></html>`
const lost = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))

/** The page of one build, and a server with the page of another, or none. */
const serve = (own: string | null, served: Response | null) => {
  if (own !== null) {
    const script = Object.assign(document.createElement('script'), { type: 'module' })
    script.setAttribute('src', own)
    document.head.append(script)
  }
  const asked = vi.fn<() => Promise<Response>>(
    async () => served ?? Promise.reject(new TypeError('Failed to fetch')),
  )
  vi.stubGlobal('fetch', asked)
  return asked
}

let remove = async () => {}
afterEach(async () => {
  await remove()
  remove = async () => {}
  vi.unstubAllGlobals()
  for (const script of document.head.querySelectorAll('script')) script.remove()
})

test('[UI24] code that does not come is lost to an update only where the page begins with another script now', async () => {
  const failed = async () => fetchCode(lost).catch((error: unknown) => error)
  const asked = serve('/assets/main-1.js', new Response(pageOf('/assets/main-2.js')))
  expect(await failed()).toBeInstanceOf(NewBuild)
  expect(asked).toHaveBeenCalledWith('/', expect.objectContaining({ cache: 'no-store' }))
  serve(null, new Response(pageOf('/assets/main-1.js')))
  expect(await failed()).toBeInstanceOf(TypeError)
  serve(null, new Response('bad gateway', { status: 502 }))
  expect(await failed()).toBeInstanceOf(TypeError)
  serve(null, null)
  expect(await failed()).toBeInstanceOf(TypeError)
  expect(await fetchCode(() => Promise.resolve('code'))).toBe('code')
})

test('[UI24] a page that went with an update offers to load the page anew instead of trying again', async () => {
  serve('/assets/main-1.js', new Response(pageOf('/assets/main-2.js')))
  const source = defineModule<never>(lost)
  const drawn = await draw(
    <LazyPage source={source} label="">
      {() => null}
    </LazyPage>,
  )
  remove = drawn.remove
  await act(async () => {})
  expect(drawn.container.textContent).toBe(ru('common.newBuild') + ru('common.reload'))
})

test('[UI24] what is opened and went with an update closes, and the message offers to load the page anew', async () => {
  const earlier = toasts.visibleToasts.map(({ key }) => key)
  serve('/assets/main-1.js', new Response(pageOf('/assets/main-2.js')))
  const source = defineModule<never>(lost)
  const Page = () => {
    const [open, setOpen] = useState(true)
    useOpened(source, open, () => setOpen(false))
    return <p>{open ? 'open' : 'closed'}</p>
  }
  const drawn = await draw(<Page />)
  remove = drawn.remove
  await act(async () => {})
  expect(drawn.container.textContent).toBe('closed')
  const said = toasts.visibleToasts.filter(({ key }) => !earlier.includes(key))
  expect(said.map(({ content }) => [content.text, content.action?.label])).toEqual([
    [ru('common.newBuild'), ru('common.reload')],
  ])
  for (const { key } of said) toasts.close(key)
})
