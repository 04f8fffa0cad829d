/**
 * A steady clock that stands still: work takes no time by it, so that rooms neither rest nor cut their work short because
 * the machine is busy. For tests that ask what is answered in a turn; `until` then has no patience of its own.
 */
import { vi } from 'vitest'

export const stopSteadyClock = (): void => {
  vi.spyOn(performance, 'now').mockReturnValue(0)
}
