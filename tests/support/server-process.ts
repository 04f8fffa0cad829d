/**
 * The built server as a child process: started on a free port with a folder of its own, killed, started again on the
 * same port and folder, stopped. Owns its life and its log; what it answers is the tests' business.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { ROOT } from './root.ts'

/** The token that every server of the tests accepts. */
export const ADMIN_TOKEN = 'token-of-the-tests'

export interface LogLine {
  msg?: string
  url?: string
  level?: number
  [field: string]: unknown
}

export interface ServerOptions {
  /** Environment on top of the usual one (demo on, admin token set). */
  env?: Record<string, string>
}

/** `npm test` builds before the first test and says so. */
let isBuilt = process.env.SVOD_TESTS_BUILT === '1'

/** Brings dist/ up to date once a worker, where that was not done before the run. */
export const ensureBuilt = (): void => {
  if (isBuilt) return
  const { status, stderr } = spawnSync(process.execPath, ['server/start.mjs', '--build'], { cwd: ROOT })
  if (status !== 0) throw new Error(`The build failed:\n${String(stderr)}`)
  isBuilt = true
}

/** Only what a program needs of the surroundings: no setting of the person who runs the tests leaks in. */
const cleanEnvironment = (): Record<string, string> => {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  return { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }) }
}

/**
 * Servers of tests live for seconds, which is too short for optimised code to pay for its compilation; those of the bench
 * start by themselves. Without a map of the sources: reading it is a tenth of a start, and functions keep their names.
 */
const SHORT_LIVED = ['--no-maglev', '--no-turbofan']

/** Ports of servers of this worker that have ended: at an address that it knows, a browser has the program compiled. */
const leftPorts: string[] = []

const children = new Set<ChildProcess>()
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')))

export class ServerProcess {
  readonly folder: string
  readonly logs: LogLine[] = []
  private readonly env: Record<string, string>
  private child: ChildProcess | null = null
  private address = ''

  constructor(folder: string, env: Record<string, string>) {
    this.folder = folder
    this.env = env
  }

  /** `http://127.0.0.1:PORT`, the same after a restart. */
  get url(): string {
    return this.address
  }

  /** `ws://127.0.0.1:PORT/sync`, as a WebsocketProvider wants it. */
  get syncUrl(): string {
    return `${this.address.replace('http', 'ws')}/sync`
  }

  get pid(): number {
    return this.child?.pid ?? 0
  }

  /** Starts it and waits until it listens; again on the same port after the first time. */
  async start(): Promise<void> {
    if (this.address !== '') return this.startOn(new URL(this.address).port)
    const port = leftPorts.pop()
    if (port === undefined) return this.startOn('0')
    // Somebody else may have taken it meanwhile.
    await this.startOn(port).catch(() => this.startOn('0'))
  }

  private async startOn(port: string): Promise<void> {
    const child = spawn(process.execPath, [...SHORT_LIVED, 'dist/server/main.js'], {
      cwd: ROOT,
      env: { ...cleanEnvironment(), ...this.env, HOST: '127.0.0.1', PORT: port, SVOD_DATA: this.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child = child
    children.add(child)
    child.once('exit', () => children.delete(child))
    this.address = await this.listening(child)
  }

  private listening(child: ChildProcess): Promise<string> {
    const errors: string[] = []
    child.stderr?.on('data', (data: Buffer) => errors.push(String(data)))
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code) => {
        reject(
          new Error(`The server ended with ${code} before it listened:\n${errors.join('')}${this.logText()}`),
        )
      })
      if (!child.stdout) return
      createInterface(child.stdout).on('line', (line) => {
        const entry = this.remember(line)
        if (entry.msg === 'listening' && entry.url !== undefined) resolve(entry.url)
      })
    })
  }

  private remember(line: string): LogLine {
    const entry: LogLine = line.startsWith('{') ? (JSON.parse(line) as LogLine) : { msg: line }
    this.logs.push(entry)
    return entry
  }

  /** The log so far, a line an entry: for failure messages. */
  logText(): string {
    return this.logs.map((entry) => JSON.stringify(entry)).join('\n')
  }

  /** Ends it without any warning, as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** Asks it to stop and waits for it; its exit code. */
  async stop(): Promise<number | null> {
    return this.end('SIGTERM')
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this
    this.child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    const exited = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    const [code] = await exited
    return code
  }

  /** Stops it and removes its folder. */
  async dispose(): Promise<void> {
    await this.end('SIGKILL')
    if (this.address !== '') leftPorts.push(new URL(this.address).port)
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** A server that listens, with an empty store in a temporary folder. The caller disposes of it. */
export const startServer = async ({ env = {} }: ServerOptions = {}): Promise<ServerProcess> => {
  ensureBuilt()
  const folder = await mkdtemp(join(tmpdir(), 'svod-server-'))
  const server = new ServerProcess(folder, { SVOD_DEMO: '1', SVOD_ADMIN_TOKEN: ADMIN_TOKEN, ...env })
  try {
    await server.start()
  } catch (error) {
    await server.dispose()
    throw error
  }
  return server
}

/** A server for the running test alone. Pages opened after this call are closed before it ends. */
export const serverForTest = async (options: ServerOptions = {}): Promise<ServerProcess> => {
  const server = await startServer(options)
  onTestFinished(() => server.dispose())
  return server
}
