/** Many people, bad networks: everybody ends with the same plan and every word. The even seeds. */
import { expect, it } from 'vitest'
import { faultsOfSeed, seedsOf } from '../support/convergence.ts'

it.each(seedsOf(0))('[DM1] everybody ends with the same plan and every word, seed %i', (seed) => {
  expect(faultsOfSeed(seed)).toEqual([])
})
