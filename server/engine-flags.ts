/**
 * What V8 is told when the server starts: how it collects and when it compiles. Owns the flags and for which Node they
 * are meant; must not know what is served.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * Without it, eight seconds after people stop typing fast V8 collects its whole heap twice in a row to give memory back, for
 * 130 ms of the processor and with pauses of 16 ms (DECISIONS 155). Node 20 knows how to do it once, later ones not at all.
 */
const keepTheHeap = (major: number): string =>
  major >= 22 ? '--memory-reducer-gc-count=0' : '--memory-reducer-single-gc'

/**
 * V8 compiles a function after 3,000 calls: five minutes of one person typing, in which every key costs a quarter more. A sixth
 * of that is a minute. Node 20 counts bytes of bytecode that ran, a sixth of its 67,584 here.
 */
const compileSooner = (major: number): string =>
  major >= 22 ? '--invocation-count-for-turbofan=500' : '--interrupt-budget=11264'

/** The flags for a version of Node, e.g. `22.12.0`; each is known to the V8 that comes with it. */
export const engineFlags = (version: string): readonly string[] => {
  const major = Number(version.split('.')[0])
  return [keepTheHeap(major), compileSooner(major)]
}

/** To be called before anything else is done: what ran before it was counted the usual way. */
export const tuneEngine = (): void => {
  for (const flag of engineFlags(process.versions.node)) setFlagsFromString(flag)
}
