/** Programs that run from their TypeScript sources as one file. */
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runScript } from '../../support/child.ts'
import { ROOT } from '../../support/root.ts'
import { temporaryFolder } from '../../support/temp.ts'

const BUNDLES = join(ROOT, 'dist/sources')

/** What it prints. */
const printed = async (file: string): Promise<string> => {
  const child = runScript(file, ['раз', 'два'])
  let text = ''
  for await (const line of child.lines) text += line
  await child.ended
  return text + child.errors()
}

test('[CJ4] a program runs as one file, made again when a source of it changed and not otherwise', async () => {
  const folder = await temporaryFolder()
  const [main, part] = [join(folder, 'main.ts'), join(folder, 'part.ts')]
  const own = async () => (await readdir(BUNDLES)).filter((name) => name.includes(basename(folder)))
  onTestFinished(async () => {
    for (const name of await own()) await rm(join(BUNDLES, name))
  })
  await writeFile(part, 'export const word: string = "один"')
  await writeFile(
    main,
    'import { word } from "./part.ts"\nconsole.log(word, ...process.argv.slice(2))\nif (word === "") throw new Error("пусто")',
  )
  expect(await printed(main)).toBe('один раз два')
  const bundle = join(BUNDLES, (await own()).find((name) => name.endsWith('.mjs')) ?? '')
  const { ino } = await stat(bundle)
  expect(await printed(main)).toBe('один раз два')
  expect((await stat(bundle)).ino).toBe(ino)
  const older = await readFile(bundle)
  // Packages are in the bundle: it is made again when others lie in the folder.
  expect(older.toString()).toContain(`"${join(ROOT, 'node_modules/.package-lock.json')}":`)
  await writeFile(part, 'export const word: string = "другой"')
  expect(await printed(main)).toBe('другой раз два')
  // Another process began before the change and is later with what it made.
  await writeFile(bundle, older)
  expect(await printed(main)).toBe('другой раз два')
  await writeFile(part, 'export const word: string = ""')
  // Said of the source, not of the bundle.
  expect(await printed(main)).toMatch(/main\.ts:3\b/)
})
