/** Processes of their own for crash tests: TypeScript in a fresh Node, read line by line, gone when the test ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface Child {
  process: ChildProcess
  /** Standard output, to its end. */
  lines: AsyncIterable<string>
  /** What it wrote to standard error. */
  errors: () => string
  /** Resolves when it is gone and its output was read. */
  ended: Promise<unknown>
}

const start = (command: string, args: string[]): Child => {
  const process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  process.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  onTestFinished(() => {
    process.kill('SIGKILL')
  })
  return {
    process,
    lines: createInterface({ input: process.stdout }),
    errors: () => errors,
    ended: once(process, 'close'),
  }
}

const RUNNER = fileURLToPath(new URL('run-source.mjs', import.meta.url))

/** Runs a TypeScript file. */
export const runScript = (file: string, args: string[]): Child =>
  start(process.execPath, [RUNNER, file, ...args])

/** The same, with no file allowed to grow beyond `kib`, a bundle of it neither: what a full disk does, without needing one. */
export const runScriptWithin = (kib: number, file: string, args: string[]): Child => {
  // POSIX counts in blocks of 512 bytes.
  const limit = `ulimit -f ${kib * 2} && exec "$0" "$@"`
  const loader = ['--import', import.meta.resolve('tsx')]
  return start('/bin/sh', ['-c', limit, process.execPath, ...loader, file, ...args])
}
