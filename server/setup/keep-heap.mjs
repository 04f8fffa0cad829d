/**
 * Keeps V8 from collecting its whole heap twice in a row eight seconds after people stop typing, to give memory back: 130 ms
 * of the processor, with pauses of 16 ms (DECISIONS 155). Node 20 knows how to do it once, later ones not at all.
 * Owns the one moment at which that may be said. Node built-ins only.
 */
import { setFlagsFromString } from 'node:v8'

/** V8 begins its first such round eight seconds after its start at the earliest; this leaves a margin. */
const LATEST_S = 5

/**
 * The flag for this Node; null where it is too late to set it: V8 aborts the process (`started_gcs() == 0`) where the
 * flag comes between the two collections of a round.
 * @param {string} version of Node, such as 20.19.0
 * @param {number} uptimeS seconds since the process began
 */
export const heapFlag = (version, uptimeS) => {
  if (uptimeS >= LATEST_S) return null
  return Number(version.split('.')[0]) >= 22 ? '--memory-reducer-gc-count=0' : '--memory-reducer-single-gc'
}

/** To be called as the first thing of a process; again later it does no harm. */
export const keepHeap = () => {
  const flag = heapFlag(process.versions.node, process.uptime())
  if (flag !== null) setFlagsFromString(flag)
}
