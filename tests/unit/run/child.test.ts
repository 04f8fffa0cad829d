/** A tool of the tests and what it has started, when the run is ended. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runNode } from '../../run/child.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temp.ts'

/** Ignores being asked to end, as somebody busy does, and writes into a file who it is. */
const busy = (file: string) => `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)
require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid))`
const tool = (file: string) =>
  `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy(file))}])
setInterval(() => {}, 1000)`

test('[RV6] who ends a run of the tests ends all that it has started', async () => {
  const before = process.listeners('SIGTERM')
  onTestFinished(() => void (process.exitCode = undefined))
  const file = join(await temporaryFolder(), 'busy.txt')
  const ended = runNode(['-e', tool(file)])
  const busyOne = await eventually(() => {
    const pid = Number(readFileSync(file, 'utf8'))
    expect(pid).toBeGreaterThan(0)
    return pid
  })
  for (const listener of process.listeners('SIGTERM')) if (!before.includes(listener)) listener('SIGTERM')
  expect(await ended).toBeNull()
  await eventually(() => expect(() => process.kill(busyOne, 0)).toThrow('ESRCH'))
  expect(process.listeners('SIGTERM')).toEqual(before)
})
