/**
 * What a server and the processes that it starts take of the machine at the most. Linux alone (it reads /proc). Owns the looking;
 * a process that lived for less than a few milliseconds may be missed.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

export interface Peak {
  /** MiB of both together: what is a process's own, and their program files once. */
  own: number
  /** MiB that the server had resident at the most. */
  server: number
  /** MiB that the largest of its processes had. */
  helper: number
}

const PERIOD_MS = 5

interface Usage {
  parent: number
  /** KiB */
  own: number
  files: number
  highest: number
}

const usageOf = (pid: number): Usage | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const value = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    const own = value('RssAnon') + value('RssShmem')
    return { parent: value('PPid'), own, files: value('RssFile'), highest: value('VmHWM') }
  } catch {
    // It ended meanwhile.
    return null
  }
}

/** Found by their parent: there is no list of children everywhere. */
const childrenOf = (pid: number, strangers: Set<number>): Usage[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((other) => other > 0 && other !== pid && !strangers.has(other))
    .flatMap((other) => {
      const usage = usageOf(other)
      if (usage?.parent === pid) return [usage]
      if (usage) strangers.add(other)
      return []
    })

/** Looks on until it is asked. */
export const watchMemory = (pid: number): (() => Peak) => {
  // Its highest so far is what it has now.
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  const peak: Peak = { own: 0, server: 0, helper: 0 }
  const strangers = new Set<number>()
  const look = (): void => {
    const server = usageOf(pid)
    if (!server) return
    const children = childrenOf(pid, strangers)
    const files = Math.max(server.files, ...children.map((child) => child.files))
    const own = [server, ...children].reduce((sum, one) => sum + one.own, files)
    peak.own = Math.max(peak.own, own / 1024)
    peak.server = Math.max(peak.server, server.highest / 1024)
    for (const { highest } of children) peak.helper = Math.max(peak.helper, highest / 1024)
  }
  const timer = setInterval(look, PERIOD_MS)
  return () => {
    clearInterval(timer)
    look()
    return peak
  }
}
