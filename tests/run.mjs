/**
 * `npm test`, `npm run check`, `npm run fuzz`: installs and builds what is missing, then hands over to run/main.ts.
 * Runs before anything is installed: Node built-ins only. Its last line is always `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { requireNode } from '../server/setup/node-version.mjs'

requireNode()

const { prepare } = await import('../server/setup/launch.mjs')
const { sayError } = await import('../server/setup/say.mjs')
const { ROOT } = await import('../server/setup/paths.mjs')

try {
  await prepare({ development: true })
  const args = ['--import', 'tsx', 'tests/run/main.ts', ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  process.exitCode = code ?? 1
} catch (error) {
  sayError(error)
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
