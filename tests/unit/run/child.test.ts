/** A tool of the tests and what it has started, when the run is ended. */
import { expect, onTestFinished, test } from 'vitest'
import { runNode } from '../../run/child.ts'

/** Ignores being asked to end, as somebody busy does. */
const BUSY = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)`
const TOOL = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(BUSY)}], { stdio: 'inherit' })
setInterval(() => {}, 1000)`

test('[RV6] who ends a run of the tests ends all that it has started', async () => {
  const before = process.listeners('SIGTERM')
  onTestFinished(() => void (process.exitCode = undefined))
  let words = ''
  const ended = runNode(['-e', TOOL], {
    behind: (chunk) => {
      words += String(chunk)
      if (!words.endsWith('\n')) return
      for (const listener of process.listeners('SIGTERM')) if (!before.includes(listener)) listener('SIGTERM')
    },
  })
  // Fulfilled when nobody can write to it any more.
  expect(await ended).toBeNull()
  expect(Number(words)).toBeGreaterThan(0)
  expect(process.listeners('SIGTERM')).toEqual(before)
})
