/**
 * Runs a tool as a child process and waits for it. Owns exit codes becoming errors, and that a signal which ends
 * the setup ends the tool first: a half-done install must not go on behind the back of the next start.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { ROOT } from './paths.mjs'
import { SetupError } from './say.mjs'

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Waits for `command args`; its output goes to standard error. Rejects when it ends with anything but 0.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean, failure?: string }} [options]
 */
export const run = (command, args, { env = {}, shell = false, failure } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 2, 2],
      shell,
    })
    let ending = null
    const stop = (signal) => {
      ending = signal
      child.kill(signal)
    }
    for (const signal of ENDING) process.on(signal, stop)
    const settle = (error) => {
      for (const signal of ENDING) process.off(signal, stop)
      if (ending) process.exit(128 + constants.signals[ending])
      if (error) reject(error)
      else resolve(undefined)
    }
    child.once('error', (error) => settle(new SetupError(`Cannot run ${command}: ${error.message}`)))
    child.once('exit', (code, signal) => {
      if (code === 0) settle(null)
      else settle(new SetupError(failure ?? `${command} ended with ${signal ?? code}`))
    })
  })
