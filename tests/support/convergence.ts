/**
 * The convergence fuzz: 8 people of 2,000 operations each over a bad network, and what is wrong at the end. Owns the
 * numbers; two test files share the seeds, so that both cores have work.
 */
import { faultsOf, gather, live, settle } from './crowd.ts'

const CLIENTS = 8
/** Of each client. */
const OPERATIONS = Number(process.env.SVOD_FUZZ_OPERATIONS ?? 2000)
const SEEDS = Number(process.env.SVOD_FUZZ_SEEDS ?? 50)
/** Seeds that failed once are kept for good. */
const KEPT_SEEDS: readonly number[] = []

/** The seeds of one of two files. */
export const seedsOf = (file: 0 | 1): number[] =>
  [...KEPT_SEEDS, ...Array.from({ length: SEEDS }, (_, index) => index + 1)].filter(
    (seed) => seed % 2 === file,
  )

/** What is wrong after everything has arrived. */
export const faultsOfSeed = (seed: number): string[] => {
  const crowd = gather(seed, CLIENTS)
  live(crowd, CLIENTS * OPERATIONS)
  return faultsOf(crowd, settle(crowd))
}
