/**
 * The order of test files: what takes longest comes early, so that no core stands idle at the end. Files of one project
 * stay together: they share a worker. `SVOD_TEST_ORDER=N` shuffles them by a seed instead, which brings to light tests that
 * build on what another file left there.
 */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { dice } from './support/random.ts'

/**
 * The first files and folders of a run, by measured time; what is not named comes behind in alphabetical order. A longer name
 * counts before a shorter one. Beside the first long fuzz one worker alone takes the client: a second one would parse its
 * sources and set up a page again.
 */
const ORDER = [
  'tests/fuzz/convergence-odd.test.ts',
  'tests/unit/client/',
  'tests/fuzz/convergence-even.test.ts',
  'tests/fuzz/',
  'tests/unit/exchange/helper-process.test.ts',
  'tests/unit/exchange/import-pool.test.ts',
  'tests/unit/access/matrix.test.ts',
  'tests/unit/',
  'tests/contract/',
  'tests/house/',
  'tests/e2e/together.test.ts',
  'tests/e2e/safety.test.ts',
  'tests/e2e/journey.test.ts',
  'tests/e2e/structure.test.ts',
  'tests/e2e/board.test.ts',
  'tests/e2e/people.test.ts',
  'tests/e2e/',
  'tests/wire/http-process.test.ts',
  'tests/wire/large.test.ts',
  'tests/wire/',
  'tests/crash/',
]

const rankOf = (path: string): number => {
  const [name] = ORDER.filter((start) => path.startsWith(start)).sort((a, b) => b.length - a.length)
  return name === undefined ? ORDER.length : ORDER.indexOf(name)
}

/** The same files in another order, decided by the seed alone. */
const shuffled = <T>(files: readonly T[], seed: number): T[] => {
  const { next } = dice(seed)
  const drawn = files.map((file) => ({ file, lot: next() }))
  return drawn.sort((left, right) => left.lot - right.lot).map(({ file }) => file)
}

/** Sorts by `ORDER`, or by the seed in SVOD_TEST_ORDER. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config
    const ranked = files.map((file) => {
      const path = relative(root, file.moduleId).replaceAll('\\', '/')
      return { file, path, rank: rankOf(path) }
    })
    ranked.sort((left, right) => left.rank - right.rank || (left.path < right.path ? -1 : 1))
    const sorted = ranked.map(({ file }) => file)
    const seed = process.env.SVOD_TEST_ORDER ?? ''
    return Promise.resolve(seed === '' ? sorted : shuffled(sorted, Number(seed)))
  }
}
