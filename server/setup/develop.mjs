/**
 * `npm run dev`: vite serves the client with hot reload and hands /api, /sync and the rest to the server,
 * which is rebuilt and restarted whenever one of its files changes.
 * Owns the two of them living and ending together. Never used to serve people.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { context } from 'esbuild'
import { createServer } from 'vite'
import { serverEntries } from './build.mjs'
import { developmentPlace } from './development-place.mjs'
import { DIST, ROOT } from './paths.mjs'
import { say } from './say.mjs'
import { NODE_BUNDLE } from './server-bundle.mjs'
import { demoFor } from './trial.mjs'

const OUT = join(DIST, 'dev', 'server')
/** As patterns: the client has modules of its own under /api and /sync. */
const PROXIED = ['^/api/', '^/healthz$', '^/readyz$', '^/metrics$']
const PROXIED_SOCKET = '^/sync/[\\w-]+$'

/** Serves until a signal ends it. */
export async function develop(args) {
  const { host, port, rest } = developmentPlace(args, process.env)
  const backPort = await freePort()
  const server = new RestartedServer(rest, backPort, demoFor(process.env.SVOD_DEMO, host))
  const build = await watchServer(() => server.restart())
  const vite = await serveClient(host, port, backPort)
  vite.printUrls()
  await endOfSession()
  await Promise.all([vite.close(), build.dispose(), server.stop()])
}

function endOfSession() {
  return Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

async function freePort() {
  const probe = createTcpServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

async function watchServer(onBuilt) {
  const restartAfterBuild = {
    name: 'restart-after-build',
    setup: (build) =>
      build.onEnd(({ errors }) => {
        if (errors.length === 0) onBuilt()
      }),
  }
  const watcher = await context({
    ...NODE_BUNDLE,
    entryPoints: serverEntries(),
    outdir: OUT,
    plugins: [restartAfterBuild],
  })
  await watcher.watch()
  return watcher
}

async function serveClient(host, port, backPort) {
  const target = `http://127.0.0.1:${backPort}`
  const proxy = Object.fromEntries(PROXIED.map((path) => [path, { target }]))
  proxy[PROXIED_SOCKET] = { target: target.replace('http', 'ws'), ws: true }
  const server = await createServer({
    configFile: join(ROOT, 'vite.config.ts'),
    server: { host, port, strictPort: true, proxy },
  })
  return server.listen()
}

/** The server as a child process; a restart waits for the old one to flush and end. */
class RestartedServer {
  #args
  #env
  #child = null
  /** Restarts follow one another; each waits for the one before. */
  #turn = Promise.resolve()

  constructor(args, port, demo) {
    this.#args = args
    this.#env = { ...process.env, SVOD_DEMO: demo, HOST: '127.0.0.1', PORT: String(port) }
  }

  restart() {
    this.#turn = this.#turn.then(async () => {
      await this.#end()
      const main = join(OUT, 'main.js')
      this.#child = spawn(process.execPath, ['--enable-source-maps', main, ...this.#args], {
        env: this.#env,
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      this.#child.once('error', (error) => say(`The server could not be started: ${error.message}`))
    })
    return this.#turn
  }

  stop() {
    this.#turn = this.#turn.then(() => this.#end())
    return this.#turn
  }

  async #end() {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
}
