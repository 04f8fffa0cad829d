/** `backup` and `restore` as an operator types them, on the store of a stopped server. */
import { createReadStream } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCli } from '../../../server/cli/run.ts'
import { linesIn } from '../../../server/commands/backup/backup-lines.ts'
import { readBackup } from '../../../server/commands/backup/read-backup.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { folderSwap } from '../../../server/storage/folder-swap.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'
import type { Storage } from '../../../server/storage/storage.ts'
import { SvodError } from '../../../shared/errors.ts'
import { cli } from '../../support/cli.ts'
import { temporaryFolder } from '../../support/temp.ts'

test('[CL10] a name with separators of lines in it is backed up and restored', async () => {
  const home = await temporaryFolder()
  const [data, copy, file] = [join(home, 'data'), join(home, 'copy'), join(home, 'house.svod')]
  const department = { id: 'd1', name: 'Отдел\u2028планов\u2029', short: 'Отд.', hue: 2 }
  const storage = await openEmbeddedStorage({ folder: data })
  await storage.catalogue.putDepartments([department])
  await storage.close()
  const made = await cli(['backup', '-o', file, '--data', data])
  expect([made.code, made.errors]).toEqual([0, ''])
  expect(await readFile(file, 'utf8')).toContain(department.name)
  const restored = await cli(['restore', file, '--data', copy])
  expect([restored.code, restored.errors]).toEqual([0, ''])
  const again = await openEmbeddedStorage({ folder: copy })
  expect(again.catalogue.departments()).toEqual([department])
  await again.close()
})

/** A folder with a store in it, and a backup of that. */
const backedUp = async (home: string, data: string): Promise<string> => {
  const file = join(home, 'house.svod')
  await (await openEmbeddedStorage({ folder: data })).close()
  expect((await cli(['backup', '-o', file, '--data', data])).code).toBe(0)
  return file
}

test('[CL11] where the data folder is a link, what it leads to is replaced', async () => {
  const home = await temporaryFolder()
  const [real, link] = [join(home, 'disk', 'store'), join(home, 'data')]
  const file = await backedUp(home, real)
  await symlink(join('disk', 'store'), link)
  const { code, errors } = await cli(['restore', file, '--force', '--data', link])
  expect([code, errors]).toEqual([0, ''])
  expect((await lstat(link)).isSymbolicLink()).toBe(true)
  const aside = expect.stringMatching(/^store\.before-restore-/) as string
  expect((await readdir(join(home, 'disk'))).toSorted()).toEqual(['store', aside])
  expect((await cli(['check', '--data', link])).code).toBe(0)
  // Killed with the old one aside: the link leads to nothing, and is followed all the same.
  const { ready, aside: gone } = folderSwap(real, '2099-01-01T000000')
  await rename(real, ready)
  await mkdir(gone)
  expect((await cli(['check', '--data', link])).errors).toBe('')
})

test('[CL11] a folder that cannot be replaced stays, and one sentence says why', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) })
  onTestFinished(() => void vi.useRealTimers())
  // Renaming fails as it would for a mount point, but for the system's own word.
  await writeFile(folderSwap(data, '2026-01-01T000000').aside, '')
  const { code, errors } = await cli(['restore', file, '--force', '--data', data])
  expect([code, errors]).toEqual([1, expect.stringMatching(/^.*cannot be replaced.*ENOTDIR.*\(place\)\n$/)])
  expect((await readdir(home)).toSorted()).toEqual([
    'data',
    'data.before-restore-2026-01-01T000000',
    'house.svod',
  ])
  expect((await cli(['check', '--data', data])).code).toBe(0)
  const nowhere = await cli(['restore', file, '--data', join(file, 'inside', 'data')])
  expect([nowhere.code, nowhere.errors]).toEqual([1, expect.stringMatching(/^[^\n]*\(write\)\n$/)])
})

test('[CL4] a restoring that was killed with the old folder aside is ended by any verb', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  await backedUp(home, data)
  for (const verb of [['check'], ['backup', '-o', join(home, 'again.svod')]]) {
    const { ready, aside } = folderSwap(data, `2026-01-01-${verb[0]}`)
    await rename(data, ready)
    await mkdir(aside)
    const { code, errors } = await cli([...verb, '--data', data])
    expect([verb, code, errors]).toEqual([verb, 0, ''])
  }
})

test('[ST24] a data folder that is made or restored is open to nobody else; one that is there stays as it is', async () => {
  const home = await temporaryFolder()
  const rightsOf = async (name: string) => (await stat(join(home, name))).mode & 0o777
  const [data, copy] = [join(home, 'above', 'data'), join(home, 'copy')]
  const file = await backedUp(home, data)
  expect(await rightsOf('above/data')).toBe(0o700)
  expect((await cli(['restore', file, '--data', copy])).code).toBe(0)
  expect(await rightsOf('copy')).toBe(0o700)
  await mkdir(join(home, 'wide'), { mode: 0o755 })
  const before = await rightsOf('wide')
  await (await openEmbeddedStorage({ folder: join(home, 'wide') })).close()
  expect(await rightsOf('wide')).toBe(before)
})

/** The command line with a store that is opened differently. */
const cliWith = async (open: typeof openEmbeddedStorage, args: readonly string[]) => {
  const errors: string[] = []
  const code = await runCli(args, {
    env: {},
    open,
    out: () => undefined,
    err: (text) => void errors.push(text),
  })
  return { code, errors: errors.join('') }
}

const isBeingBuilt = (folder: string): boolean => folder.includes('.restoring-')

test('[CL14] a disk that fills up while a backup is restored is no damage of the backup', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  const full = () => Promise.reject(new SvodError('storage-failed', {}, { cause: new Error('ENOSPC') }))
  const storage = openMemoryStorage()
  storage.catalogue.putDepartments = full
  const lines = linesIn(createReadStream(file, 'utf8'))
  await expect(readBackup(lines, storage)).rejects.toMatchObject({ code: 'storage-failed' })
  const open = async (options: Parameters<typeof openEmbeddedStorage>[0]) => {
    const opened = await openEmbeddedStorage(options)
    if (isBeingBuilt(options.folder)) opened.directory.change = full
    return opened
  }
  const copy = join(home, 'copy')
  const { code, errors } = await cliWith(open, ['restore', file, '--data', copy])
  expect([code, errors]).toEqual([1, expect.stringMatching(/^.*copy.*ENOSPC.*\(write\)\n$/)])
  expect((await readdir(home)).toSorted()).toEqual(['data', 'house.svod'])
})

test('[CL4] a server that came to run on the folder while the new one was built keeps it', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  const came: Storage[] = []
  const open = async (options: Parameters<typeof openEmbeddedStorage>[0]) => {
    if (isBeingBuilt(options.folder)) came.push(await openEmbeddedStorage({ folder: data }))
    return openEmbeddedStorage(options)
  }
  const { code, errors } = await cliWith(open, ['restore', file, '--force', '--data', data])
  expect([code, errors]).toEqual([1, expect.stringMatching(/\(stop\)\n$/)])
  expect((await readdir(home)).toSorted()).toEqual(['data', 'house.svod'])
  await came[0]?.check()
  await Promise.all(came.map((storage) => storage.close()))
})

test('[CL4] a restoring that could rename neither of the two leaves the new one for whoever comes next', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  let isBuilt = false
  const open = async (options: Parameters<typeof openEmbeddedStorage>[0]) => {
    const opened = await openEmbeddedStorage(options)
    if (isBeingBuilt(options.folder)) isBuilt = true
    else if (isBuilt) {
      const [stamp = ''] = (await readdir(home)).flatMap((name) => name.split('data.restoring-')[1] ?? [])
      await rename(data, folderSwap(data, stamp).aside)
    }
    return opened
  }
  const { code, errors } = await cliWith(open, ['restore', file, '--force', '--data', data])
  expect([code, errors]).toEqual([1, expect.stringMatching(/\(place\)\n$/)])
  expect((await cli(['check', '--data', data])).errors).toBe('')
  const names = [expect.stringMatching(/^data\.before-restore-/), 'house.svod'] as unknown[]
  expect((await readdir(home)).toSorted()).toEqual(['data', ...names])
})

test('[CL4] what killed restorings were building is cleared away, but for one that is at it', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  const [killed, pair, busy] = ['2026-01-01', '2026-01-02', '2026-01-03'].map((at) => folderSwap(data, at))
  await (await openEmbeddedStorage({ folder: killed?.ready ?? '' })).close()
  for (const folder of [pair?.ready, pair?.aside]) await mkdir(folder ?? '')
  const atIt = await openEmbeddedStorage({ folder: busy?.ready ?? '' })
  expect((await cli(['restore', file, '--force', '--data', data])).code).toBe(0)
  await atIt.close()
  expect((await readdir(home)).filter(isBeingBuilt).toSorted()).toEqual([
    'data.restoring-2026-01-02',
    'data.restoring-2026-01-03',
  ])
})

test('[ST24] what is restored has the rights, and where root restores the owner, of what was in its place', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  const file = await backedUp(home, data)
  await chmod(data, 0o2750)
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(data, 12_345, 12_346)
  const before = await stat(data)
  expect((await cli(['restore', file, '--force', '--data', data])).errors).toBe('')
  expect((await stat(data)).mode & 0o7777).toBe(0o2750)
  for (const name of ['', 'people.json', join('plans', 'CURRENT')]) {
    const { uid, gid } = await stat(join(data, name))
    expect([uid, gid]).toEqual([before.uid, before.gid])
  }
})

test('[CL12] files are looked for and written where the operator stands, whichever folder npm runs in', async () => {
  const home = await temporaryFolder()
  const data = join(home, 'data')
  await backedUp(home, data)
  const byNpm = { npm_lifecycle_event: 'svod', INIT_CWD: home }
  const asked = (...args: string[]) => cli([...args, '--data', data], byNpm)
  const file = join(home, 'named.svod')
  expect((await asked('backup', '-o', 'named.svod')).out).toContain(file)
  expect((await asked('restore', 'named.svod', '--force')).code).toBe(0)
  expect((await asked('import', 'nothing.docx')).errors).toContain(join(home, 'nothing.docx'))
  // What another script of npm's left in the surroundings is no place of ours.
  const other = await cli(['restore', 'nothing.svod', '--data', join(home, 'x')], {
    ...byNpm,
    npm_lifecycle_event: 'test',
  })
  expect(other.errors).toContain(resolve('nothing.svod'))
})
