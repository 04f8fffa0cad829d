/**
 * A tool as a child process that does not outlive this one, with all that it starts: signals that end the run end them, and
 * so does a deadline. Owns nothing but their lives.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'

export interface ChildOptions {
  env?: Readonly<Record<string, string>>
  /** After this long it is ended; never, where left out. */
  deadlineMs?: number
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const NUDGE = pathToFileURL(`${import.meta.dirname}/nudge.mjs`).href

/** Elsewhere the tool leads a group, to which all that it starts belongs. */
const HAS_GROUPS = process.platform !== 'win32'

const signalTo = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (!HAS_GROUPS || child.pid === undefined) return void child.kill(signal)
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // Nobody of it is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Runs a script of Node's below the checkout; the terminal has its output. Its exit code, null when it was ended. */
export const runNode = async (
  args: readonly string[],
  options: ChildOptions = {},
): Promise<number | null> => {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --import=${NUDGE}`.trim()
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: HAS_GROUPS,
    env: { ...process.env, NODE_OPTIONS: nodeOptions, ...options.env },
  })
  let isEnded = false
  const end = (signal: NodeJS.Signals) => {
    isEnded = true
    signalTo(child, signal)
  }
  const kill = () => end('SIGKILL')
  const endAll = (signal: NodeJS.Signals) => {
    end(signal)
    process.exitCode = 1
  }
  // Workers of vitest do not end with it.
  child.once('exit', () => isEnded && kill())
  for (const signal of ENDING) process.on(signal, endAll)
  process.once('exit', kill)
  const deadline = options.deadlineMs === undefined ? null : setTimeout(kill, options.deadlineMs)
  const [code] = (await once(child, 'exit')) as [number | null]
  if (deadline) clearTimeout(deadline)
  process.off('exit', kill)
  for (const signal of ENDING) process.off(signal, endAll)
  return code
}
