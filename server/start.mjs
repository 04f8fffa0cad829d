/**
 * `npm start`, `npm run dev`: the door into Svod. Runs before anything is installed: Node built-ins only.
 * Owns the order of the first steps; everything else lies in setup/.
 */
import { requireNode } from './setup/node-version.mjs'

requireNode()

// Before the install and the build, which may take longer than there is time for it.
const { tuneEngine } = await import('./setup/engine-flags.mjs')
tuneEngine()

const { launch } = await import('./setup/launch.mjs')
const { sayError } = await import('./setup/say.mjs')

try {
  await launch(process.argv.slice(2))
} catch (error) {
  sayError(error)
  process.exitCode = 1
}
