/**
 * The order of test files: what takes longest comes first, so that no core stands idle at the end. Files of one project
 * stay together: they share a worker.
 */
import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The first files and folders of a run, by measured time; what is not named comes behind in alphabetical order. */
const ORDER = [
  'tests/fuzz/convergence-odd.test.ts',
  'tests/fuzz/convergence-even.test.ts',
  'tests/e2e/accessibility-people.test.ts',
  'tests/e2e/together.test.ts',
  'tests/e2e/safety.test.ts',
  'tests/e2e/',
  'tests/wire/http-process.test.ts',
  'tests/wire/large.test.ts',
  'tests/wire/',
  'tests/crash/',
  'tests/fuzz/',
  'tests/unit/access/matrix.test.ts',
  'tests/unit/client/',
  'tests/unit/',
]

const rankOf = (path: string): number => {
  const rank = ORDER.findIndex((start) => path.startsWith(start))
  return rank < 0 ? ORDER.length : rank
}

/** Sorts by `ORDER`. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config
    const ranked = files.map((file) => {
      const path = relative(root, file.moduleId).replaceAll('\\', '/')
      return { file, path, rank: rankOf(path) }
    })
    ranked.sort((left, right) => left.rank - right.rank || (left.path < right.path ? -1 : 1))
    return Promise.resolve(ranked.map(({ file }) => file))
  }
}
