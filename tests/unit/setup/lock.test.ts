/** One setup at a time: whose lock is taken away, and what is said to whoever waits. */
import { spawnSync } from 'node:child_process'
import fs, { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ownRecord } from '../../../server/setup/lock-owner.mjs'
import { withLock } from '../../../server/setup/lock.mjs'
import { temporaryFolder } from '../../support/temp.ts'

const heard = (): (() => string) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  return () => write.mock.calls.map(([text]) => String(text)).join('')
}

/** A lock that somebody holds; its folder. */
const lockOf = async (owner: string | object): Promise<string> => {
  const path = join(await temporaryFolder(), '.lock')
  await mkdir(path)
  await writeFile(join(path, 'owner.json'), typeof owner === 'string' ? owner : JSON.stringify(owner))
  return path
}

/** How many looks it takes to get the lock; null where `most` were not enough. */
const looksFor = async (path: string, most: number, atLook = async (_look: number) => {}) => {
  let looks = 0
  const pause = async (): Promise<void> => {
    looks++
    if (looks > most) throw new Error('still waiting')
    await atLook(looks)
  }
  const got = await withLock(path, () => looks, pause).catch((error: unknown) => {
    if (error instanceof Error && error.message === 'still waiting') return null
    throw error
  })
  return got
}

const ended = (): number => spawnSync(process.execPath, ['-e', '']).pid

test('[CQ14] the lock of a process that has ended, or of which only a part was written, is taken away at once', async () => {
  const own = ownRecord('other')
  const dead: Record<string, string | object> = {
    'has ended': { ...own, pid: ended() },
    'had a number that is mine by now': own,
    'of before there was more to know': { pid: process.pid, host: hostname(), nonce: 'other' },
    'is empty': '',
    'is cut': '{"pid":12,"ho',
    'is no record': 'null',
  }
  if (own.start !== null)
    dead['had a number that is another process’s by now'] = { ...own, pid: process.ppid }
  for (const [name, owner] of Object.entries(dead)) {
    const path = await lockOf(owner)
    expect([name, await looksFor(path, 3)]).toEqual([name, 0])
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  }
})

test('[CQ14] an owner elsewhere, of whom nothing can be known, is dead after 30 s of silence and not while it is heard', async () => {
  heard()
  const owner = { ...ownRecord('other'), host: 'elsewhere' }
  expect(await looksFor(await lockOf(owner), 1000)).toBe(150)
  const path = await lockOf(owner)
  const beat = (look: number) => utimes(join(path, 'owner.json'), look, look)
  expect(await looksFor(path, 1000, async (look) => (look % 100 === 0 ? beat(look) : undefined))).toBeNull()
  // One of before there were beats says nothing by its silence.
  const { beats: _, ...silent } = owner
  expect(await looksFor(await lockOf(silent), 1000)).toBeNull()
})

test('[CQ14] an owner that lives is waited for, by this process, too, and after three minutes the folder is named', async () => {
  const told = heard()
  const path = join(await temporaryFolder(), '.lock')
  await withLock(path, async () => {
    const { mtimeMs } = await stat(join(path, 'owner.json'))
    expect(JSON.parse(await readFile(join(path, 'owner.json'), 'utf8'))).toMatchObject({ beats: true })
    expect(await looksFor(path, 898)).toBeNull()
    expect(told()).toMatch(/^Waiting: another Svod \(process \d+ on .*\n$/)
    expect(await looksFor(path, 899)).toBeNull()
    expect(told()).toContain(`delete the folder ${path}.`)
    expect((await stat(join(path, 'owner.json'))).mtimeMs).toBeGreaterThanOrEqual(mtimeMs)
  })
  expect(await looksFor(path, 0)).toBe(0)
})

test('[CQ14] whoever holds the lock is heard as long as the work goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const file = join(await temporaryFolder(), '.lock', 'owner.json')
  await withLock(join(file, '..'), async () => {
    await utimes(file, 1, 1)
    vi.advanceTimersByTime(2000)
    await expect.poll(async () => (await stat(file)).mtimeMs).toBeGreaterThan(1000)
  })
  expect(vi.getTimerCount()).toBe(0)
})

test('[CQ16] a full disk is told as what it is, and no folder of the lock is left', async () => {
  const folder = await temporaryFolder()
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  const write = vi.spyOn(fs, 'writeFile').mockRejectedValueOnce(full)
  syncBuiltinESMExports()
  onTestFinished(() => {
    write.mockRestore()
    syncBuiltinESMExports()
  })
  const refused = withLock(join(folder, '.lock'), () => undefined)
  await expect(refused).rejects.toThrow(/the disk of .* is full \(ENOSPC\)/)
  expect(await readdir(folder)).toEqual([])
})
