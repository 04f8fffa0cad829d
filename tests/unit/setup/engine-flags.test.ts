/** The flags that V8 is told at the start, on the Node that runs the tests. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { engineFlags } from '../../../server/setup/engine-flags.mjs'

const FIXTURE = fileURLToPath(new URL('../../support/compiled-after.mjs', import.meta.url))

/** After how many calls V8 has compiled a function, and what it said about the flags. */
const compiledAfter = (flags: readonly string[]) => {
  const args = ['--allow-natives-syntax', '--no-concurrent-recompilation', FIXTURE, ...flags]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { calls: Number(stdout), stderr }
}

test('[FN1] V8 knows every flag and compiles a function after some hundred calls', () => {
  const { calls, stderr } = compiledAfter(engineFlags(process.versions.node, 0))
  expect(stderr).toBe('')
  expect(calls).toBeGreaterThan(0)
  // Untold, Node 20 compiles it after 1,286, 22 after 3,011; 24 is in no need of being told.
  expect(calls).toBeLessThan(600)
})

test('[FN1] [CQ10] the flags fit the version of Node, and the one for the heap comes in its first seconds or not at all', () => {
  const [early, late] = [0.05, 5]
  const [older, newer] = ['--interrupt-budget=11264', '--invocation-count-for-turbofan=500']
  expect(engineFlags('20.19.0', early)).toEqual(['--memory-reducer-single-gc', older])
  expect(engineFlags('24.1.0', early)).toEqual(['--memory-reducer-gc-count=0', newer])
  expect(engineFlags('20.19.0', late)).toEqual([older])
  expect(engineFlags('24.1.0', late)).toEqual([newer])
})
