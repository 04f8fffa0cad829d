/** `npm run svod -- VERB`: the administrator's command line as a process. A composition root beside `main.ts`: names the store. */
import { runCli } from './cli/run.ts'
import { environment } from './config.ts'
import { openEmbeddedStorage } from './storage/embedded.ts'

process.exitCode = await runCli(process.argv.slice(2), {
  env: environment(),
  open: openEmbeddedStorage,
  out: (bytes) => void process.stdout.write(bytes),
  err: (text) => void process.stderr.write(text),
})
