/** Runs the TypeScript file that is its first argument, which sees only its own arguments. Owns nothing else. */
import { pathToFileURL } from 'node:url'
import { runSource } from '../../server/setup/source-bundle.mjs'

// As if Node had been started with it.
process.argv.splice(1, 1)
await runSource(pathToFileURL(process.argv[1] ?? '').href)
