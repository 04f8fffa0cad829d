/** A helper process's side of the pipe: its one request, and saying what came of it. Owns its end where nobody listens any more. */
import { Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { type Heard, readFrameAtOnce, readFrames, writeFrame } from './frames.ts'

/** Behind the three that every process has. */
export const PIPE_FD = 3
/** The file that it may write its answer into, where it was given one. */
export const FILE_FD = 4

export interface Attending<Request> {
  request: Request
  /** Fulfilled when it has left this process: what comes next may take the thread for itself. */
  say: (message: unknown) => Promise<void>
}

/** Less is worked off before a thread that looks after it would have begun. */
const WATCHED_BYTES = 1 << 20

/** A thread of its own, for this one hears nothing while it works: whoever loses its parent is another one's child. */
const WATCH = `const { workerData } = require('node:worker_threads')
setInterval(() => process.ppid === workerData || process.kill(process.pid, 'SIGKILL'), 500)`

const PARENT = process.ppid

const watchParent = (): void => {
  const resourceLimits = {
    maxOldGenerationSizeMb: 8,
    maxYoungGenerationSizeMb: 1,
    codeRangeSizeMb: 1,
    stackSizeMb: 0.5,
  }
  new Worker(WATCH, { eval: true, env: {}, execArgv: [], workerData: PARENT, resourceLimits })
}

/** 2,000 rows take less: below it there is little to be had. */
const LARGE_BYTES = 160 * 1024 * 1024

const isLarge = (): boolean => process.memoryUsage.rss() > LARGE_BYTES

/** What nobody needs any more goes back to the system, before the server takes in the answer beside it. */
const letGo = (): void => {
  const { gc } = globalThis
  if (!gc || !isLarge()) return
  gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  // Node 20 knows no such flavour: its second round gives back what the first has found.
  for (let round = 0; round < 2 && isLarge(); round++) gc()
}

/** Bytes that were made just now and are dead: V8 lets many megabytes of them come together. */
export const letGoOfBytes = (): void => {
  if (isLarge()) globalThis.gc?.({ type: 'minor', execution: 'sync' })
}

/** The one request; nobody hears it where it is cut off. */
const requestOf = async (): Promise<Heard> => {
  try {
    const asked = await readFrameAtOnce(PIPE_FD)
    if (asked) return asked
  } catch {
    // The server ended in the middle of it.
  }
  return process.exit(1)
}

/** The request that this process was started for; it ends with the pipe, and within a second with the server (SPEC MI7). */
export const attend = async <Request>(): Promise<Attending<Request>> => {
  const asked = await requestOf()
  const pipe = new Socket({ fd: PIPE_FD, readable: true, writable: true })
  // The server is gone, or has given up waiting.
  pipe.on('error', () => process.exit(1))
  // Nothing more is asked: what is heard next is the end.
  void readFrames(pipe)().then(() => process.exit(1))
  if (asked.size > WATCHED_BYTES) watchParent()
  const say = (message: unknown): Promise<void> => {
    letGo()
    return writeFrame(pipe, message)
  }
  return { request: asked.value as Request, say }
}
