/** What is imported is what package.json promises. */
import { builtinModules } from 'node:module'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { readText, sources } from '../support/sources.ts'

const MANIFEST = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})

const manifest = () => MANIFEST.parse(JSON.parse(readText('package.json')))

/** `@scope/name/deep` → `@scope/name`; null for what Node itself brings. */
const packageOf = (specifier: string): string | null => {
  if (
    specifier.startsWith('node:') ||
    builtinModules.includes(specifier) ||
    specifier.startsWith('virtual:')
  ) {
    return null
  }
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Has a package.json of its own, filled when the benchmark runs. */
const PEERS = 'tests/bench/peers/'
const isTestFile = (path: string): boolean => /^(?:tests\/|vite\.config)/.test(path)

const needed = (isTest: boolean) =>
  sources()
    .filter(({ path }) => isTestFile(path) === isTest && !path.startsWith(PEERS))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => target === null && !typeOnly)
        .map(({ specifier }) => ({ path, name: packageOf(specifier) })),
    )

test('[HS26] the program imports no package that package.json does not list for running', () => {
  const { dependencies } = manifest()
  expect(needed(false).filter(({ name }) => name !== null && !(name in dependencies))).toEqual([])
})

test('[HS27] the tests import no package that package.json does not list', () => {
  const { dependencies, devDependencies } = manifest()
  const listed = { ...dependencies, ...devDependencies }
  expect(needed(true).filter(({ name }) => name !== null && !(name in listed))).toEqual([])
})

test('[HS28] versions are exact', () => {
  const { dependencies, devDependencies } = manifest()
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d/.test(version),
  )
  expect(loose).toEqual([])
})
