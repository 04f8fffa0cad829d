/**
 * What V8 is told when the server starts: how it collects and when it compiles. Owns the flags, for which Node they are
 * meant and until when they may be set; must not know what is served. Node built-ins only.
 */
import { setFlagsFromString } from 'node:v8'

/** Major version of Node from which on V8 knows the newer flags. */
const NEWER = 22
/** V8 begins its first round of collections eight seconds after its start at the earliest; this leaves a margin. */
const LATEST_S = 5

/**
 * Without it, eight seconds after people stop typing fast V8 collects its whole heap twice in a row to give memory back, for
 * 130 ms of the processor and with pauses of 16 ms (DECISIONS 155). Node 20 knows how to do it once, later ones not at all.
 * Where the flag comes between the two collections of a round V8 aborts the process (`started_gcs() == 0`).
 */
const keepTheHeap = (major, uptimeS) => {
  if (uptimeS >= LATEST_S) return []
  return [major >= NEWER ? '--memory-reducer-gc-count=0' : '--memory-reducer-single-gc']
}

/**
 * V8 compiles a function after 3,000 calls: five minutes of one person typing, in which every key costs a quarter more. A sixth
 * of that is a minute. Node 20 counts bytes of bytecode that ran, a sixth of its 67,584 here.
 */
const compileSooner = (major) =>
  major >= NEWER ? '--invocation-count-for-turbofan=500' : '--interrupt-budget=11264'

/**
 * The flags for a version of Node that still may be set; each is known to the V8 that comes with it.
 * @param {string} version of Node, such as 20.19.0
 * @param {number} uptimeS seconds since the process began
 */
export const engineFlags = (version, uptimeS) => {
  const major = Number(version.split('.')[0])
  return [...keepTheHeap(major, uptimeS), compileSooner(major)]
}

/** To be called as the first thing of a process, before an install or a build; again later it does no harm. */
export const tuneEngine = () => {
  for (const flag of engineFlags(process.versions.node, process.uptime())) setFlagsFromString(flag)
}
