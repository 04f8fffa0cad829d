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

test('[LI1] the built client holds the licences of what it, its fonts and the server are made of', async () => {
  ensureBuilt()
  const text = await readFile(join(ROOT, 'dist/client/licences.txt'), 'utf8')
  const heads = [...text.matchAll(/^-{72}\n\n((\S+) \d\S*)/gm)]
  const names = heads.map(([, , name]) => name)
  expect(names).toEqual(
    expect.arrayContaining(['yjs', 'react-dom', '@tiptap/core', 'hono', 'ws', '@fontsource/pt-serif']),
  )
  // Read from their folders, and what they need.
  expect(names).toEqual(
    expect.arrayContaining(['classic-level', 'abstract-level', 'pdfkit', 'fontkit', 'nodemailer', 'hucre']),
  )
  // Of some there are two versions.
  expect(new Set(heads.map(([, head]) => head)).size).toBe(heads.length)
  expect(text).toContain('SIL OPEN FONT LICENSE')
  const sections = text.split(`${'-'.repeat(72)}\n\n`).slice(1)
  const silent = sections.filter((one) => one.trim().split('\n').length < 3).map((one) => one.trim())
  // Those say in their package which licence it is, and have no text of it.
  expect(silent.filter((one) => !one.includes('('))).toEqual([])
})
