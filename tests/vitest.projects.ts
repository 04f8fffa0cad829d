/**
 * The test projects: which files, in which environment, with how much patience. Few, because a worker ends with its project
 * and the next one loads all sources anew. Tests that compute run one a core, then those that wait a part of their time
 * (for servers, disks and pages) one more at a time. Within a project the order is that of test-order.ts.
 */
import type { TestProjectInlineConfiguration } from 'vitest/config'

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>

const SECOND_MS = 1000
/** Longest wait for one thing that comes about by itself: half a second on an idle machine may be ten beside others. */
export const PATIENCE_MS = 15 * SECOND_MS
/** Ends what hangs, and nothing that is honest but slow: a day in the browser may take two minutes on a slow machine. */
const HANG_GUARD_MS = 240 * SECOND_MS
/** Whoever asks for a number of seeds has time for them. */
const FUZZ_PATIENCE_MS = process.env.SVOD_FUZZ_SEEDS === undefined ? HANG_GUARD_MS : 24 * 3600 * SECOND_MS

/** Short-lived objects of a fuzz fill the usual nursery in no time, and V8 is slow to make it larger. */
const LARGE_NURSERY = ['--max-semi-space-size=64', '--min-semi-space-size=64']
/** Node 20 counts bytes of bytecode that ran, later ones calls: ten times as many as usual. */
const COMPILES_LATE =
  Number(process.versions.node.split('.')[0]) >= 22
    ? '--invocation-count-for-turbofan=30000'
    : '--interrupt-budget=700000'

const filesIn = (...folders: string[]): string[] =>
  folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)

const project = (root: string, name: string, options: TestOptions): TestProjectInlineConfiguration => ({
  root,
  test: {
    name,
    environment: 'node',
    maxWorkers: 2,
    execArgv: LARGE_NURSERY,
    testTimeout: FUZZ_PATIENCE_MS,
    hookTimeout: HANG_GUARD_MS,
    sequence: { groupOrder: 0 },
    // Files of a project share a worker, its modules and its environment: loading them anew costs more than the tests.
    isolate: false,
    restoreMocks: true,
    expect: { poll: { timeout: PATIENCE_MS } },
    ...options,
  },
})

/**
 * For those that wait: servers that start, stop and are killed, disks that sync, pages that draw. They do much once and
 * little often, so that most of what V8 would compile does not pay for it.
 */
const WAITING: TestOptions = {
  maxWorkers: 3,
  execArgv: [...LARGE_NURSERY, COMPILES_LATE],
  sequence: { groupOrder: 1 },
}

/** Every project, in the order in which `npm test` names them. */
export const testProjects = (root: string): TestProjectInlineConfiguration[] => [
  project(root, 'computing', {
    include: filesIn('house', 'unit', 'contract', 'fuzz'),
    exclude: filesIn('unit/client'),
  }),
  project(root, 'client', {
    environment: 'jsdom',
    include: filesIn('unit/client'),
    setupFiles: ['tests/support/leaves-nothing.ts'],
  }),
  project(root, 'waiting', {
    ...WAITING,
    include: filesIn('wire', 'crash', 'e2e'),
    // One server for the files that need no settings of their own.
    globalSetup: 'tests/support/open-house.ts',
  }),
]
