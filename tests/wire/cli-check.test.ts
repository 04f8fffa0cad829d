/** `check` beside a server that is running: what becomes of the copy that it looks at, and what it says where none can be had. */
import { ClassicLevel } from 'classic-level'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCli } from '../../server/cli/run.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { ledgerKey } from '../../server/storage/plan-keys.ts'
import type { Storage } from '../../server/storage/storage.ts'
import { SvodError } from '../../shared/errors.ts'
import { runScript, runScriptWithin } from '../support/child.ts'
import { type CliAnswer, cli } from '../support/cli.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/temp.ts'
import { TOKEN, createPlan, startHttp } from './http-fixture.ts'

type Open = Parameters<typeof runCli>[1]['open']

/** Has temporary files be made in `folder` from here on. */
const useForTemporaryFiles = (folder: string): void => {
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
}

const startHouse = async () => {
  const folder = await temporaryFolder()
  const storage = await openEmbeddedStorage({ folder })
  const server = await startHttp({ storage })
  return { folder, storage, server, ask: ['check', '--data', folder, '--port', new URL(server.url).port] }
}

const env = { SVOD_ADMIN_TOKEN: TOKEN }

/** The command line with a store that opens as the test wants. */
const cliWith = async (open: Open, args: string[]): Promise<CliAnswer> => {
  const [out, errors]: [string[], string[]] = [[], []]
  const code = await runCli(args, {
    env,
    open,
    out: (bytes) => void out.push(bytes.toString()),
    err: (text) => void errors.push(text),
  })
  return { out: out.join('').trimEnd(), errors: errors.join(''), code }
}

/** What proves to be the server on the store, and sends no more of a backup than its beginning; its port. */
const startUnwhole = async (storage: Storage, beginning: string): Promise<string> => {
  const server = createServer(({ url = '' }, answer) => {
    const challenge = new URL(url, 'http://svod').searchParams.get('store')
    if (challenge !== null) return answer.setHeader('svod-store', storage.proof(challenge)).end()
    return answer.write(beginning)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return String((server.address() as AddressInfo).port)
}

test('[VE11] whoever ends it while the server answers leaves nothing of the house behind', async () => {
  const [folder, temporary] = [await temporaryFolder(), await temporaryFolder()]
  useForTemporaryFiles(temporary)
  const storage = await openEmbeddedStorage({ folder })
  onTestFinished(() => storage.close())
  const port = await startUnwhole(storage, 'a house that never ends')
  vi.stubEnv('SVOD_ADMIN_TOKEN', TOKEN)
  const ask = ['check', '--data', folder, '--port', port]
  const copies = async () => (await readdir(temporary)).filter((name) => name.startsWith('svod-check-'))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const children = signals.map(() => runScript('server/cli.ts', ask))
  await eventually(async () => {
    const files = await Promise.all((await copies()).map((name) => readdir(join(temporary, name))))
    expect(files).toEqual(signals.map(() => ['house.svod']))
  })
  signals.forEach((signal, index) => children[index]?.process.kill(signal))
  await Promise.all(children.map(({ ended }) => ended))
  expect(children.map(({ process }) => process.signalCode)).toEqual(signals)
  expect(await copies()).toEqual([])
})

test('[VE11] of the copy it keeps no more than it looks at', async () => {
  const { ask } = await startHouse()
  const temporary = await temporaryFolder()
  useForTemporaryFiles(temporary)
  const seen: string[][] = []
  const open: Open = async (options) => {
    const storage = await openEmbeddedStorage(options)
    const tracePlans = storage.tracePlans.bind(storage)
    storage.tracePlans = async () => {
      const [name = ''] = await readdir(temporary)
      seen.push(await readdir(join(temporary, name)))
      return tracePlans()
    }
    return storage
  }
  expect((await cliWith(open, ask)).code).toBe(0)
  expect(seen).toEqual([['store']])
})

test('[VE14] a running store that cannot be read as a whole has to be stopped, to be told plan by plan', async () => {
  const { folder, server } = await startHouse()
  const id = await createPlan(server, 'План «А»')
  await server.call('POST', `/api/plans/${id}/versions`, {})
  await server.close()
  const level = new ClassicLevel<Buffer, Buffer>(join(folder, 'plans'), {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
  })
  await level.put(Buffer.from(ledgerKey('body', id, 1)), Buffer.from('rubbish'))
  await level.close()
  const again = await startHttp({ storage: await openEmbeddedStorage({ folder }) })
  const ask = ['check', '--data', folder, '--port', new URL(again.url).port]
  for (const [lang, sentence] of [
    ['en', /^What the server on .* Stop it and check again.*\(unread\)\n$/],
    ['ru', /^То, что держит открытым сервер .* Остановите его и проверьте снова.*\(unread\)\n$/],
  ] as const) {
    const { code, out, errors } = await cli([...ask, '--lang', lang], env)
    expect([code, out, errors]).toEqual([1, '', expect.stringMatching(sentence)])
    expect(errors).toContain(folder)
    expect(errors).not.toContain('svod-check-')
  }
  await again.close()
  const stopped = await cli(ask, env)
  expect([stopped.code, stopped.out]).toEqual([1, expect.stringMatching(/^BROKEN .*«А»/)])
})

test('[CL15] what cannot be written is said of the folder for temporary files', async () => {
  const temporary = await temporaryFolder()
  const file = join(await temporaryFolder(), 'no-folder')
  await writeFile(file, '')
  const { ask, folder, storage } = await startHouse()
  useForTemporaryFiles(file)
  const nowhere = await cli(ask, env)
  expect([nowhere.code, nowhere.errors]).toEqual([
    1,
    expect.stringMatching(/^.*no-folder cannot be written: .*\(write\)\n$/),
  ])
  useForTemporaryFiles(temporary)
  for (const code of ['storage-failed', 'data-folder-unwritable'] as const) {
    const open: Open = async (options) => {
      if (options.secret === undefined) return openEmbeddedStorage(options)
      throw new SvodError(code, {}, { cause: new Error('no space left on device') })
    }
    const full = await cliWith(open, ask)
    expect([full.code, full.errors]).toEqual([
      1,
      `${temporary} cannot be written: no space left on device (write)\n`,
    ])
  }
  vi.stubEnv('SVOD_ADMIN_TOKEN', TOKEN)
  const port = await startUnwhole(storage, 'x'.repeat(1 << 20))
  const child = runScriptWithin(64, 'server/cli.ts', ['check', '--data', folder, '--port', port])
  await child.ended
  expect(child.errors()).toMatch(/^.*cannot be written: EFBIG.*\(write\)\n$/)
  expect(child.errors()).toContain(`${temporary} cannot`)
  expect((await readdir(temporary)).filter((name) => name.startsWith('svod-check-'))).toEqual([])
})

test('[VE15] a store whose server stops meanwhile is looked at as it lies, and no server is started on it', async () => {
  const folder = await temporaryFolder()
  await (await openEmbeddedStorage({ folder })).close()
  let isTaken = true
  const open: Open = async (options) => {
    if (!isTaken) return openEmbeddedStorage(options)
    isTaken = false
    throw new SvodError('data-folder-in-use', { folder })
  }
  const { code, out, errors } = await cliWith(open, ['check', '--data', folder, '--port', '1'])
  expect([code, out, errors]).toEqual([0, 'All is whole. Plans: 0.', ''])
  const storage = await openEmbeddedStorage({ folder })
  onTestFinished(() => storage.close())
  expect(await storage.readAudit(9)).toEqual([])
})
