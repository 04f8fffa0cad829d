/** When V8 may still be told to keep its heap (SPEC CQ10). */
import { expect, test } from 'vitest'
import { heapFlag } from '../../../server/setup/keep-heap.mjs'

test('[CQ10] the heap’s flag is set in the first seconds of a process alone: later it may end the process', () => {
  expect(heapFlag('20.19.0', 0.05)).toBe('--memory-reducer-single-gc')
  expect(heapFlag('22.1.0', 0.05)).toBe('--memory-reducer-gc-count=0')
  // An install or a build in the same process takes longer than V8 waits for its first round.
  for (const late of [5, 8.5, 26])
    expect([heapFlag('20.19.0', late), heapFlag('22.1.0', late)]).toEqual([null, null])
})
