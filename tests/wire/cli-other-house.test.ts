/** Two houses on one machine, with one token: the command line asks the one whose folder was named. */
import { cp } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { cli } from '../support/cli.ts'
import { temporaryFolder } from '../support/temp.ts'
import { TOKEN, startHttp } from './http-fixture.ts'

const portOf = (url: string): string => new URL(url).port

test('[CL13] a server with another folder, a copy included, is sent nothing, and neither is one that proves nothing', async () => {
  const home = await temporaryFolder()
  const [data, copy] = [join(home, 'data'), join(home, 'copy')]
  const storage = await openEmbeddedStorage({ folder: data })
  const server = await startHttp({ storage })
  await cp(data, copy, { recursive: true })
  const other = await startHttp({ storage: await openEmbeddedStorage({ folder: copy }) })
  const heard: (string | undefined)[] = []
  const mute = createServer((request, answer) => {
    heard.push(request.headers.authorization)
    answer.end('ok')
  }).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  onTestFinished(() => void mute.close())
  const invite = (port: string) =>
    cli(['invite', '--data', data, '--port', port], { SVOD_ADMIN_TOKEN: TOKEN })
  for (const port of [portOf(other.url), String((mute.address() as AddressInfo).port)]) {
    const { code, out, errors } = await invite(port)
    expect([code, out, errors]).toEqual([1, '', expect.stringMatching(/another folder.*\(other-store\)\n$/)])
  }
  expect(heard).toEqual([undefined])
  expect(other.storage.directory.data.links).toEqual([])
  expect((await invite(portOf(server.url))).code).toBe(0)
  expect(storage.directory.data.links).toHaveLength(1)
})

test('[CL13] a watcher of health learns nothing that it did not ask for', async () => {
  const { url } = await startHttp()
  const headerFor = async (query: string) => (await fetch(`${url}/healthz${query}`)).headers.get('svod-store')
  expect([await headerFor(''), await headerFor('?store=short'), await headerFor('?store=a%20b')]).toEqual([
    null,
    null,
    null,
  ])
  const [one, two] = [await headerFor('?store=0123456789abcdef'), await headerFor('?store=0123456789abcdeg')]
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(two).not.toBe(one)
})
