/** The command line beside a running server and without one: a round trip of everything, and why it cannot. */
import { readFile, readdir, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cliEn } from '../../shared/i18n/en/cli.ts'
import { cliRu } from '../../shared/i18n/ru/cli.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { openEmbeddedStorage } from '../../server/storage/embedded.ts'
import { folderSwap, swap } from '../../server/storage/folder-swap.ts'
import { runScript } from '../support/child.ts'
import { cli } from '../support/cli.ts'
import { planDraft } from '../support/drafts.ts'
import { planOf } from '../support/plan-sameness.ts'
import { checkpointAt } from '../support/storage-samples.ts'
import { temporaryFolder } from '../support/temp.ts'
import { TOKEN, createPlan, startHttp } from './http-fixture.ts'

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).toSorted()

test('[CL7] its words are the same in both languages, and so are the flags that they name', () => {
  const keys = Object.keys(cliEn) as (keyof typeof cliEn)[]
  expect(Object.keys(cliRu).toSorted()).toEqual(keys.toSorted())
  const flags = (text: string) => [...text.matchAll(/--?[a-z]+/g)].map(([flag]) => flag).toSorted()
  for (const key of keys) {
    expect([key, holes(cliRu[key]), flags(cliRu[key])]).toEqual([key, holes(cliEn[key]), flags(cliEn[key])])
  }
})

test('[CL1] [CL2] [CL4] [CL5] [CL8] [AT1] a backup of a running server becomes a folder with the same plans, editions and files', async () => {
  const home = await temporaryFolder()
  const [data, copy, file] = [join(home, 'data'), join(home, 'copy'), join(home, 'house.svod')]
  const storage = await openEmbeddedStorage({ folder: data })
  const server = await startHttp({ storage })
  const id = await createPlan(server, 'План «А» на 2022 год')
  const plan = `/api/plans/${id}`
  await server.call('POST', `${plan}/versions`, { name: 'На подпись' })
  await server.call('POST', `${plan}/versions/1/approval`, { ground: 'приказ № 1' })
  const kept = await fetch(`${server.url}${plan}/export.docx?version=1`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  })
  const bytes = Buffer.from(await kept.arrayBuffer())
  const draft = (await server.call<PlanJson>('GET', plan)).body
  const { port } = new URL(server.url)
  const ask = ['--data', data, '--port', port]
  const nobody = await cli(['backup', '-o', file, ...ask])
  expect([nobody.code, nobody.errors]).toEqual([1, expect.stringMatching(/SVOD_ADMIN_TOKEN.*\(token\)\n$/)])
  // Somebody knows where it will be written, and would like to read along.
  const trap = join(await temporaryFolder(), 'trap')
  await writeFile(trap, '', { mode: 0o666 })
  await symlink(trap, `${file}.part`)
  const made = await cli(['backup', '-o', file, ...ask], { SVOD_ADMIN_TOKEN: TOKEN })
  expect([made.code, made.errors]).toEqual([0, ''])
  expect(await readFile(trap, 'utf8')).toBe('')
  expect(made.out).toContain('plans 1, versions 1')
  expect((await stat(file)).mode & 0o077).toBe(0)
  const chief = await server.enter('chief')
  expect((await server.call('GET', '/api/backup', undefined, chief)).status).toBe(403)
  expect((await storage.readAudit(1))[0]).toMatchObject({ action: 'backup.create' })
  expect((await cli(['restore', file, '--force', '--data', data])).errors).toContain('(stop)')
  await server.close()

  const restored = await cli(['restore', file, '--data', copy])
  expect([restored.code, restored.errors]).toEqual([0, ''])
  const again = await cli(['export', id, 'json', '-o', '-', '--data', copy])
  expect(JSON.parse(again.out)).toEqual(draft)
  const word = join(home, 'edition.docx')
  expect((await cli(['export', id, 'docx', '--version', '1', '-o', word, '--data', copy])).code).toBe(0)
  expect((await readFile(word)).equals(bytes)).toBe(true)
  // What is there is put aside, and nothing is left lying about.
  expect((await cli(['restore', file, '--data', copy])).errors).toContain('(not-empty)')
  expect((await cli(['restore', file, '--data', copy, '--force'])).code).toBe(0)
  expect((await readdir(home)).map((name) => name.replace(/\d[\d-]+T\d+/, 'TIME')).toSorted()).toEqual([
    'copy',
    'copy.before-restore-TIME',
    'data',
    'edition.docx',
    'house.svod',
  ])
  // What the stopped house remembers of its past comes along.
  const other = join(home, 'other')
  expect((await cli(['backup', '-o', file, '--force', '--data', data])).code).toBe(0)
  expect((await cli(['restore', file, '--data', other])).code).toBe(0)
  const houses = [await openEmbeddedStorage({ folder: data }), await openEmbeddedStorage({ folder: other })]
  const [past = [], same] = await Promise.all(houses.map((house) => house.readPast(id, 0, 9999)))
  expect([past.length, same]).toEqual([1, past])
  await Promise.all(houses.map((house) => house.close()))
})

test('[CL3] [CL4] a damaged backup is refused with its name and line, and leaves everything as it was', async () => {
  const home = await temporaryFolder()
  const [data, file] = [join(home, 'data'), join(home, 'house.svod')]
  await (await openEmbeddedStorage({ folder: data })).close()
  expect((await cli(['backup', '-o', file, '--data', data])).code).toBe(0)
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"kind":"house"', '"kind":"hause"'))
  const refused = await cli(['restore', file, '--data', data, '--force'])
  expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining(`${file}, line 2: `)])
  expect((await readdir(home)).toSorted()).toEqual(['data', 'house.svod'])
})

test('[CL4] a restoring that was killed with the old folder aside is ended by whoever opens it next', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const make = async (folder: string, id: string) => {
    const storage = await openEmbeddedStorage({ folder })
    await storage.createPlan(id, 'epoch')
    await storage.close()
  }
  await make(data, 'old')
  // Nothing stands ready: the old one stays where it is.
  await expect(swap(folderSwap(data, '2026-01-01T000000'), false)).rejects.toThrow('ENOENT')
  expect(await readdir(home)).toEqual(['data'])
  await rename(data, folderSwap(data, '2026-01-01T000000').aside)
  await make(folderSwap(data, '2026-01-01T000000').ready, 'restored')
  // Killed while it was built: nobody knows whether that is whole.
  await make(folderSwap(data, '2026-01-02T000000').ready, 'half')
  const storage = await openEmbeddedStorage({ folder: data })
  expect(await storage.tracePlans()).toMatchObject([{ id: 'restored' }])
  await storage.close()
  expect((await readdir(home)).toSorted()).toEqual([
    'data',
    'data.before-restore-2026-01-01T000000',
    'data.restoring-2026-01-02T000000',
  ])
})

test('[CL6] plans come in and people are invited without a server running; links lead to where the house is', async () => {
  const data = await temporaryFolder()
  await (await openEmbeddedStorage({ folder: data })).close()
  const file = join(data, 'plan.json')
  await writeFile(file, JSON.stringify(planOf({ ...planDraft(), title: 'План из файла' })))
  const imported = await cli(['import', file, '--data', data, '--lang', 'ru'])
  expect([imported.code, imported.out]).toEqual([0, expect.stringMatching(/^[\w-]+  План из файла/)])
  const link = await cli(['invite', '--role', 'editor', '--department', 'Методический', '--data', data], {
    SVOD_URL: 'https://plans.example',
  })
  expect([link.code, link.out]).toEqual([
    0,
    expect.stringMatching(/^https:\/\/plans\.example\/join#[\w-]{20,}$/),
  ])
  const storage = await openEmbeddedStorage({ folder: data })
  onTestFinished(() => storage.close())
  expect(storage.directory.data.links).toMatchObject([
    { kind: 'invitation', role: 'editor', departments: ['method'] },
  ])
  expect(await storage.readAudit(2)).toMatchObject([
    { action: 'invitation.create', by: 'admin-token' },
    { action: 'plan.import' },
  ])
})

test('[VE11] [CL5] beside a running server it verifies what that has, and leaves nothing of it behind', async () => {
  const [folder, temporary] = [await temporaryFolder(), await temporaryFolder()]
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const storage = await openEmbeddedStorage({ folder })
  const server = await startHttp({ storage })
  const id = await createPlan(server, 'План «А»')
  await server.call('POST', `/api/plans/${id}/versions`, {})
  const check = () =>
    cli(['check', '--data', folder, '--port', new URL(server.url).port], { SVOD_ADMIN_TOKEN: TOKEN })
  const whole = await check()
  expect([whole.code, whole.errors]).toEqual([0, ''])
  expect(whole.out).toBe(`ok     ${id}  План «А»: versions 1, acts 0, files 0\nAll is whole. Plans: 1.`)
  const version = await storage.loadVersion(id, 1)
  expect(version).not.toBeNull()
  const forged = { number: 2, previousHash: version?.hash ?? '', body: '{}' }
  if (version) await storage.addVersion(id, { ...version, ...forged })
  const broken = await check()
  expect([broken.code, broken.out]).toEqual([1, expect.stringMatching(/^BROKEN [^]*Broken plans: 1 of 1\.$/)])
  expect(await readdir(temporary)).toEqual([])
  expect((await server.call('GET', `/api/plans/${id}`)).status).toBe(200)
})

test('[VE11] [VE12] [CL1] it tells what it found, and why it cannot; called wrongly it ends with 2', async () => {
  const folder = await temporaryFolder()
  const storage = await openEmbeddedStorage({ folder })
  onTestFinished(() => storage.close())
  const running = await cli(['check', '--data', folder])
  expect([running.code, running.errors]).toEqual([1, expect.stringMatching(/SVOD_ADMIN_TOKEN.*\(token\)\n$/)])
  await storage.createPlan('q', 'epoch', checkpointAt(0))
  await storage.close()
  const broken = await cli(['check', '--data', folder])
  expect([broken.code, broken.out]).toEqual([
    1,
    expect.stringMatching(
      /^BROKEN q \(not listed\): versions 0, acts 0, files 0\n[^]*Broken plans: 1 of 1\.$/,
    ),
  ])
  const again = await openEmbeddedStorage({ folder })
  await again.purgePlan('q')
  await again.close()
  const whole = await cli(['check', '--data', folder, '--lang', 'ru'])
  expect([whole.code, whole.out]).toEqual([0, 'Всё цело. Планов: 0.'])
  const nothing = await cli(['check', '--data', join(folder, 'nowhere')])
  expect([nothing.code, nothing.errors]).toEqual([1, expect.stringContaining('holds no data of Svod')])
  const child = runScript('server/cli.ts', ['chekc'])
  await child.ended
  expect(child.process.exitCode).toBe(2)
  for (const wrong of [
    ['chekc'],
    ['export', 'p'],
    ['check', '--fast'],
    ['export', 'p', 'exe', '--data', folder],
  ]) {
    const { code, errors } = await cli(wrong)
    expect([wrong, code, errors]).toEqual([wrong, 2, expect.stringContaining('npm run svod')])
  }
})
