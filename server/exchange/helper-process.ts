/**
 * A process that answers once, in the place of a thread: what a file does to its memory ends with it, and all of it goes back to the system. V8
 * ends the whole process where one thread's heap is full in the middle of `JSON.parse` (SPEC MI1). Owns its start, its
 * limits and its end; must not know what it works on.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ResourceLimits, WorkerOptions } from 'node:worker_threads'
import { helperEnvironment } from '../config.ts'
import { readFrames, writeFrame } from './frames.ts'
import { PIPE_FD } from './helper-side.ts'
import type { Helper } from './worker-pool.ts'

/** The bundled script `NAME.js` stands beside the bundle; from sources it is TypeScript, behind a loader. */
const scriptOf = (name: string): string => {
  const bundled = fileURLToPath(new URL(`./${name}.js`, import.meta.url))
  return existsSync(bundled) ? bundled : fileURLToPath(new URL('./worker-dev.mjs', import.meta.url))
}

/** The space of what was made just now is three times as large as what V8 calls a semi-space. */
const flagsOf = ({ maxOldGenerationSizeMb, maxYoungGenerationSizeMb }: ResourceLimits): string[] => [
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

/** Whoever runs the machine ends a process with these, too, where its memory is at an end. */
const isOutOfMemory = (signal: string | null, words: string): boolean =>
  signal === 'SIGKILL' || OUT_OF_MEMORY.test(words)

class HelperProcess extends EventEmitter implements Helper {
  readonly #child: ChildProcess
  readonly #pipe: Duplex
  readonly #closed: Promise<unknown>
  #words = ''
  #isEnded = false

  constructor(
    name: string,
    request: unknown,
    { resourceLimits, transferList }: WorkerOptions,
    file: number | null,
  ) {
    super()
    this.#child = spawn(process.execPath, [...flagsOf(resourceLimits ?? {}), scriptOf(name), name], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', ...(file === null ? [] : [file])],
      env: helperEnvironment(),
      windowsHide: true,
    })
    this.#pipe = this.#child.stdio[PIPE_FD] as Duplex
    this.#closed = once(this.#child, 'close').catch((error: unknown) => this.emit('error', error))
    this.#child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      this.#words = (this.#words + words).slice(-LAST_WORDS)
    })
    // A pipe that breaks is a process that ended, which is heard of by itself.
    this.#pipe.on('error', () => undefined)
    void this.#ask(request, transferList ?? [])
    void this.#listen()
  }

  async #ask(request: unknown, given: readonly unknown[]): Promise<void> {
    try {
      await writeFrame(this.#pipe, request)
    } catch (error) {
      if (!this.#isEnded && this.#pipe.destroyed) return
      this.emit('error', error)
      return
    }
    // Moved to nobody: the bytes are free.
    for (const buffer of given)
      if (buffer instanceof ArrayBuffer) structuredClone(buffer, { transfer: [buffer] })
  }

  async #listen(): Promise<void> {
    const next = readFrames(this.#pipe)
    try {
      for (let said = await next(); said; said = await next()) this.emit('message', said.value)
    } catch (error) {
      if (!this.#pipe.destroyed) this.emit('error', error)
    }
    await this.#closed
    if (this.#isEnded) return
    const { exitCode, signalCode } = this.#child
    if (isOutOfMemory(signalCode, this.#words)) this.emit('error', new OutOfMemory(this.#words.slice(0, 200)))
    else if (this.#words !== '') this.emit('error', new Error(this.#words))
    else this.emit('exit', exitCode ?? signalCode)
  }

  async terminate(): Promise<void> {
    this.#isEnded = true
    this.#child.kill('SIGKILL')
    this.#pipe.destroy()
    await this.#closed
  }
}

/** Starts the process `NAME`, which answers `request` once; `fileOf`: an open file that it is given. */
export const startProcess =
  <Request>(name: string, fileOf: (request: Request) => number | null = () => null) =>
  (request: Request, options: WorkerOptions): Helper =>
    new HelperProcess(name, request, options, fileOf(request))
