/**
 * What others have written of a build, and under which licences: one text that the server hands out with the client
 * (SPEC LI1). Owns the text and where licences lie in packages; which files a build is made of is told by the bundlers.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './paths.mjs'
import { READ_FROM_FOLDER } from './server-bundle.mjs'

/** Where vite leaves the packages of the client, below its folder; named in vite.config.ts too. */
const CLIENT_LIST = '.vite/licences.json'
/** Fonts are no modules: no bundler tells of them. */
const FONTS = join(ROOT, 'node_modules', '@fontsource')

const LICENCE_FILE = /^(licen[cs]e|copying)/i
const IN_PACKAGE = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/

const INTRODUCTION = `Svod is under the MIT licence. A running Svod also contains what follows, under these licences.`

const manifestOf = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))

async function readPackage(folder) {
  const { name, version, license } = await manifestOf(folder)
  const file = (await readdir(folder)).find((one) => LICENCE_FILE.test(one))
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8')
  return { name, version, identifier: license, text: text.trim() }
}

const foldersOf = (files) => new Set(files.map((file) => IN_PACKAGE.exec(file)?.[1]).filter(Boolean))

/** Where a package finds another one; null where that is not installed, since it is for another system. */
function folderFor(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
    if (at === ROOT) return null
  }
}

/** Adds the package, and all that it needs, to `found`. */
async function addWithNeeds(name, from, found) {
  const folder = folderFor(name, from)
  if (folder === null || found.has(folder)) return
  found.add(folder)
  const { dependencies = {} } = await manifestOf(folder)
  for (const one of Object.keys(dependencies)) await addWithNeeds(one, folder, found)
}

const sectionOf = ({ name, version, identifier = '', text = '' }) =>
  [`${name} ${version}${identifier && ` (${identifier})`}`, text].filter(Boolean).join('\n\n')

/** Writes `licences.txt` into the built client; `serverFiles`: what the server's bundles were made of, below the checkout. */
export async function writeLicences(client, serverFiles) {
  const list = join(client, CLIENT_LIST)
  const fonts = (await readdir(FONTS)).map((name) => join(FONTS, name))
  const folders = new Set([...foldersOf(serverFiles)].map((folder) => join(ROOT, folder)))
  for (const name of READ_FROM_FOLDER) await addWithNeeds(name, ROOT, folders)
  const packages = await Promise.all([...fonts, ...folders].map(readPackage))
  packages.push(...JSON.parse(await readFile(list, 'utf8')))
  const sections = new Map(packages.map((one) => [`${one.name} ${one.version}`, sectionOf(one)]))
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section)
  const rule = `\n\n${'-'.repeat(72)}\n\n`
  await writeFile(join(client, 'licences.txt'), `${[INTRODUCTION, ...sorted].join(rule)}\n`)
  await rm(list)
}
