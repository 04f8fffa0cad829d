/** What the build makes of the programs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/root.ts'
import { ensureBuilt } from '../support/server-process.ts'

/** Statements of modules, of which a program without blanks has none in the middle of a line but behind another. */
const STATIC_IMPORT = /(?:^|[;\n])import(?:[\w$*{},\s]+from)?"([^"]+)"/g

test('[CW4] a program of the build reads of all packages the native one of the store alone when it starts', async () => {
  ensureBuilt()
  for (const name of ['main', 'cli']) {
    const program = await readFile(join(ROOT, 'dist/server', `${name}.js`), 'utf8')
    const read = [...program.matchAll(STATIC_IMPORT)].map(([, specifier]) => specifier ?? '')
    expect(new Set(read.filter((one) => !one.startsWith('node:')))).toEqual(new Set(['classic-level']))
  }
})
