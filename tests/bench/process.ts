/** A server under measurement: its process, its processor time, its memory. Linux alone (it reads /proc). */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface ServerProcess {
  url: string
  pid: number
  /** Seconds of processor time so far, all threads. */
  cpuSeconds(): number
  /** Resident memory in MiB. */
  memoryMiB(): number
  stop(signal?: NodeJS.Signals): Promise<void>
}

const urlOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const errors: string[] = []
    child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${errors.join('')}`)))
    if (!child.stdout) return
    createInterface(child.stdout).on('line', (line) => {
      if (!line.startsWith('{')) return
      const { url } = JSON.parse(line) as { url?: string }
      if (url) resolve(url)
    })
  })

/** Starts a program that prints one JSON line with its `url`. */
export const startServer = async (args: string[], env: Record<string, string>): Promise<ServerProcess> => {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await urlOf(child)
  const pid = child.pid ?? 0
  return {
    url,
    pid,
    cpuSeconds: () => {
      // Nanoseconds; the ticks of /proc/PID/stat are too coarse for a server that has little to do.
      const threads = readdirSync(`/proc/${pid}/task`)
      const ran = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
      return ran.reduce((sum, line) => sum + Number(line.split(' ')[0]), 0) / 1e9
    },
    memoryMiB: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await exited
    },
  }
}
