/**
 * A process that answers once, in the place of a thread: what a file does to its memory ends with it, and all of it goes back to the system. V8
 * ends the whole process where one thread's heap is full in the middle of `JSON.parse` (SPEC MI1). Owns its start, its
 * limits and its end; must not know what it works on.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ResourceLimits, WorkerOptions } from 'node:worker_threads'
import { helperEnvironment } from '../config.ts'
import { readFrames, writeFrame } from './frames.ts'
import { PIPE_FD } from './helper-side.ts'
import { release } from './release.ts'
import type { Helper } from './worker-pool.ts'

/** The bundled script `NAME.js` stands beside the bundle, whatever folder it is of; from sources it is TypeScript, behind a loader. */
const scriptOf = (name: string): string => {
  const bundled = fileURLToPath(new URL(`./${basename(name)}.js`, import.meta.url))
  return existsSync(bundled) ? bundled : fileURLToPath(new URL('./worker-dev.mjs', import.meta.url))
}

/** The space of what was made just now is three times as large as what V8 calls a semi-space. */
const flagsOf = ({ maxOldGenerationSizeMb, maxYoungGenerationSizeMb }: ResourceLimits): string[] => [
  '--expose-gc',
  ...(maxOldGenerationSizeMb === undefined ? [] : [`--max-old-space-size=${maxOldGenerationSizeMb}`]),
  ...(maxYoungGenerationSizeMb === undefined
    ? []
    : [`--max-semi-space-size=${Math.max(1, Math.floor(maxYoungGenerationSizeMb / 3))}`]),
]

/** What is kept of the words with which a process dies. */
const LAST_WORDS = 4_000

/** As Node names it of a thread. */
class OutOfMemory extends Error {
  readonly code = 'ERR_WORKER_OUT_OF_MEMORY'
}

const OUT_OF_MEMORY = /heap out of memory|heap limit|out of memory|allocation failed/i

/** An answer is a plan or a file. Whoever took over a process by what it read takes no more of the server's memory than this. */
const MOST_BYTES = 512 * 1024 * 1024

/** How often a process is looked at: so little comes in between that it costs the server next to nothing. */
const LOOK_MS = 10

/** MiB that a process has resident; null where the system does not tell (Linux does), or it has ended. */
const residentMbOf = (pid: number): number | null => {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return kib === undefined ? null : Number(kib) / 1024
  } catch {
    return null
  }
}

/** Those at work: nothing that reads a file outlives the server. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

interface Given {
  /** An open file of the server's. */
  file: number | null
  /** Where it is ended, whatever V8 thinks of it. */
  residentMb: number | undefined
}

class HelperProcess extends EventEmitter implements Helper {
  readonly #child: ChildProcess
  /** Null where there are no more files to be had for it [RW20]. */
  readonly #pipe: Duplex | null
  readonly #closed: Promise<void>
  #words = ''
  #isFull = false
  /** It has failed, ended or been ended: nobody listens any more. */
  #isOver = false

  constructor(
    name: string,
    request: unknown,
    { resourceLimits, transferList }: WorkerOptions,
    { file, residentMb }: Given,
  ) {
    super()
    this.#child = spawn(process.execPath, [...flagsOf(resourceLimits ?? {}), scriptOf(name), name], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', ...(file === null ? [] : [file])],
      env: helperEnvironment(),
      windowsHide: true,
    })
    this.#closed = this.#watch()
    if (residentMb !== undefined) this.#bound(residentMb)
    // The published types do not know that there are none where it could not be started.
    const pipes = this.#child.stdio as ChildProcess['stdio'] | undefined
    this.#pipe = (pipes?.[PIPE_FD] ?? null) as Duplex | null
    if (this.#pipe === null) return
    // A pipe that breaks is a process that ended, which is heard of by itself.
    this.#pipe.on('error', () => undefined)
    void this.#ask(this.#pipe, request, transferList ?? [])
    void this.#listen(this.#pipe)
  }

  /** Fulfilled when it is gone, or could not be started. */
  #watch(): Promise<void> {
    const child = this.#child
    running.add(child)
    child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      this.#words += words
      this.#isFull ||= OUT_OF_MEMORY.test(this.#words)
      this.#words = this.#words.slice(-LAST_WORDS)
    })
    return new Promise<void>((resolve) => {
      child.on('error', (error) => {
        this.#over('error', error)
        if (child.pid === undefined) resolve()
      })
      child.once('close', () => resolve())
    }).then(() => void running.delete(child))
  }

  /** V8 bounds its heap alone: bytes and large texts lie beside it. */
  #bound(mostMb: number): void {
    const { pid } = this.#child
    if (pid === undefined || residentMbOf(pid) === null) return
    const look = setInterval(() => {
      if ((residentMbOf(pid) ?? 0) <= mostMb) return
      this.#isFull = true
      this.#child.kill('SIGKILL')
    }, LOOK_MS)
    look.unref()
    void this.#closed.then(() => clearInterval(look))
  }

  /** Says the last that there is to say, once. */
  #over(event: 'error' | 'exit', what: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.emit(event, what)
  }

  async #ask(pipe: Duplex, request: unknown, given: readonly unknown[]): Promise<void> {
    try {
      await writeFrame(pipe, request)
    } catch (error) {
      if (!pipe.destroyed) this.#over('error', error)
      return
    }
    for (const buffer of given) if (buffer instanceof ArrayBuffer) release(buffer)
  }

  async #listen(pipe: Duplex): Promise<void> {
    const next = readFrames(pipe, MOST_BYTES)
    try {
      for (let said = await next(); said; said = await next()) this.emit('message', said.value)
    } catch (error) {
      if (!pipe.destroyed) this.#over('error', error)
    }
    await this.#closed
    const { exitCode, signalCode } = this.#child
    // Whoever runs the machine ends a process with this signal, too, where its memory is at an end.
    if (this.#isFull || signalCode === 'SIGKILL')
      this.#over('error', new OutOfMemory(this.#words.slice(0, 200)))
    else if (this.#words !== '') this.#over('error', new Error(this.#words))
    else this.#over('exit', exitCode ?? signalCode)
  }

  async terminate(): Promise<void> {
    this.#isOver = true
    this.#child.kill('SIGKILL')
    this.#pipe?.destroy()
    await this.#closed
  }
}

export interface ProcessOptions<Request> {
  /** An open file that it is given. */
  fileOf?: (request: Request) => number | null
  /** MiB that it may have resident; where it has more, it is ended as one whose heap is full. Linux alone. */
  residentMb?: number
}

/** Starts the process `NAME` (from this folder), which answers `request` once. */
export const startProcess =
  <Request>(name: string, { fileOf = () => null, residentMb }: ProcessOptions<Request> = {}) =>
  (request: Request, options: WorkerOptions): Helper =>
    new HelperProcess(name, request, options, { file: fileOf(request), residentMb })
