/**
 * A tool as a child process that does not outlive this one, with all that it starts: signals that end the run end them, and
 * so does a deadline. Owns nothing but their lives.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority, setPriority } from 'node:os'
import { pathToFileURL } from 'node:url'

export interface ChildOptions {
  env?: Readonly<Record<string, string>>
  /** After this long it is ended; never, where left out. */
  deadlineMs?: number
  /** Runs it and its children with the processor time that others leave, and hands on what they write; else the terminal has it. */
  behind?: (output: Buffer) => void
}

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const NUDGE = pathToFileURL(`${import.meta.dirname}/nudge.mjs`).href

/** How far somebody who runs behind others stands back; the last place is 19. */
const BEHIND = 10
const LAST = 19

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

/** Runs a script of Node's below the checkout. Its exit code, null when it was ended. */
export const runNode = async (
  args: readonly string[],
  options: ChildOptions = {},
): Promise<number | null> => {
  const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --import=${NUDGE}`.trim()
  const { behind } = options
  const output = behind ? 'pipe' : 'inherit'
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', output, output],
    detached: HAS_GROUPS,
    env: { ...process.env, NODE_OPTIONS: nodeOptions, ...options.env },
  })
  if (behind) {
    // Before it starts threads and children of its own, which take after it.
    if (child.pid !== undefined) setPriority(child.pid, Math.min(getPriority() + BEHIND, LAST))
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', behind)
  }
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
  const [code] = (await once(child, behind ? 'close' : 'exit')) as [number | null]
  if (deadline) clearTimeout(deadline)
  process.off('exit', kill)
  for (const signal of ENDING) process.off(signal, endAll)
  return code
}
