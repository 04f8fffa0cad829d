/** Waits for what comes about by itself, with the patience of a machine that has much to do. */
import { vi } from 'vitest'
import { PATIENCE_MS } from '../vitest.projects.ts'

/** Resolves as soon as `check` does not fail any more; fails as it does when the patience is at its end. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: PATIENCE_MS })
