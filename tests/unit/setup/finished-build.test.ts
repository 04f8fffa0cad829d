/** A checkout that is installed and built: a small one, with the setup's own files and nothing to install. */
import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../support/root.ts'
import { temporaryFolder } from '../../support/temp.ts'

const DIST_FILES = { 'server/main.js': 'console.log("serving")', 'client/index.html': '' }

const write = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

/** What a run of it says. */
const said = (file: string): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file], (_, out, errors) => resolve(out + errors))
  })

/** Installed and built; the folder of the checkout. */
const checkout = async (): Promise<string> => {
  const folder = await temporaryFolder()
  for (const name of ['start.mjs', 'setup']) {
    await cp(join(ROOT, 'server', name), join(folder, 'server', name), { recursive: true })
  }
  await write(folder, {
    'package.json': '{"type":"module"}',
    'package-lock.json': '{"packages":{"":{}}}',
    'server/main.ts': '',
    'hash.mjs': 'import { hashSources } from "./server/setup/build.mjs"\nconsole.log(await hashSources())',
  })
  const hash = (await said(join(folder, 'hash.mjs'))).trim()
  await write(join(folder, 'node_modules'), { '.package-lock.json': '{"packages":{}}' })
  await write(join(folder, 'dist'), { ...DIST_FILES, 'build.json': JSON.stringify({ hash }) })
  return folder
}

test('[CW1] a finished build is used by whoever may read it, also while another lock stands, and nothing is written', async () => {
  const folder = await checkout()
  // Whoever set it up was killed, and nobody here may take that away.
  await write(join(folder, 'dist/.lock'), {
    'owner.json': JSON.stringify({ pid: process.pid, host: 'elsewhere', nonce: 'a', since: '' }),
  })
  const kept = ['dist', 'node_modules', '.'].map((name) => join(folder, name))
  for (const one of kept) await chmod(one, 0o555)
  onTestFinished(() => Promise.all(kept.map((one) => chmod(one, 0o755))).then(() => undefined))
  const state = () => Promise.all(kept.map(async (one) => [await readdir(one), (await stat(one)).mtimeMs]))
  const before = await state()
  expect(await said(join(folder, 'server/start.mjs'))).toBe('serving\n')
  expect(await state()).toEqual(before)
})

test('[CQ15] what a loss of power left of the records of a setup is as if it were not there', async () => {
  for (const [name, text] of [
    ['dist/build.json', ''],
    ['dist/build.json', '{"hash":"1'],
    ['dist/build.json', 'null'],
    ['node_modules/.package-lock.json', ''],
    ['node_modules/.package-lock.json', '{"packages":{'],
    ['node_modules/.package-lock.json', 'null'],
  ] as const) {
    const folder = await checkout()
    await write(folder, {
      [name]: text,
      'ask.mjs':
        'import { isBuilt } from "./server/setup/build.mjs"\nimport { isInstalled } from "./server/setup/install.mjs"\n' +
        'console.log(isBuilt(), await isInstalled({ development: false }))',
    })
    const expected = name.startsWith('dist') ? 'false true\n' : 'true false\n'
    expect([name, text, await said(join(folder, 'ask.mjs'))]).toEqual([name, text, expected])
  }
})

test('[CW1] where something is missing and nobody may write, one sentence says what to do', async () => {
  const folder = await checkout()
  // A file in its place keeps everybody out, also root.
  await rm(join(folder, 'dist'), { recursive: true })
  await write(folder, { dist: '' })
  const words = await said(join(folder, 'server/start.mjs'))
  expect(words).toMatch(/^Svod has to be installed or built here, but .*dist cannot be written in \(\w+\)\./)
  expect(words).toContain('node server/start.mjs --build')
  expect(words).not.toContain(' at ')
})
