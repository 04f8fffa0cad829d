/** The servers side by side, each started the way its makers say. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerProcess, startServer } from './process.ts'
import type { WireKind } from './wire.ts'

export const ADMIN_TOKEN = 'bench-bench-bench-bench'
const PEERS = fileURLToPath(new URL('./peers', import.meta.url))
const SVOD_FILE = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** A server that runs, and can be started again on the same data. */
export interface Target {
  name: string
  wire: WireKind
  /** Whether it keeps documents at all. */
  keeps: boolean
  server: ServerProcess
  headers: Record<string, string>
  restart(signal: NodeJS.Signals): Promise<void>
  /** Stops it for good and removes its data; `SIGKILL` where it may be busy with a backlog. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export interface Kind {
  name: string
  wire: WireKind
  keeps: boolean
  args: string[]
  env(folder: string): Record<string, string>
}

const peer = (name: string, file: string, wire: WireKind, env: Kind['env'] | null = null): Kind => ({
  name,
  wire,
  keeps: env !== null,
  args: [join(PEERS, file)],
  env: env ?? (() => ({})),
})

const svod = (name: string, demo: string): Kind => ({
  name,
  wire: 'svod',
  keeps: true,
  args: [SVOD_FILE],
  env: (folder) => ({
    PORT: '0',
    SVOD_DATA: join(folder, 'data'),
    SVOD_ADMIN_TOKEN: ADMIN_TOKEN,
    SVOD_DEMO: demo,
    LOG_LEVEL: 'info',
  }),
})

const SVOD = svod('Svod (durable)', '')
/** With the way in that pages take. */
export const SVOD_WITH_DEMO = svod('Svod', '1')

/** Bare fan-out that also keeps the document: what no server that knows what it sends on can go below. */
export const KEEPING_LIMIT = peer('bare ws + Yjs', 'bare-yjs.mjs', 'yjs')

export const KINDS: readonly Kind[] = [
  peer('bare ws', 'bare.mjs', 'bare'),
  peer('@y/websocket-server', 'y-websocket.mjs', 'yjs'),
  peer('@y/websocket-server + LevelDB', 'y-websocket.mjs', 'yjs', (folder) => ({
    BENCH_LEVEL: join(folder, 'level'),
  })),
  peer('Hocuspocus 4', 'hocuspocus.mjs', 'hocuspocus'),
  peer('Hocuspocus 4 + SQLite', 'hocuspocus.mjs', 'hocuspocus', (folder) => ({
    HOCUSPOCUS_DB: join(folder, 'db.sqlite'),
  })),
  SVOD,
]

export const startTarget = async (kind: Kind): Promise<Target> => {
  const folder = mkdtempSync(join(tmpdir(), 'svod-bench-'))
  const start = () => startServer(kind.args, kind.env(folder))
  const target: Target = {
    name: kind.name,
    wire: kind.wire,
    keeps: kind.keeps,
    server: await start(),
    headers: kind.wire === 'svod' ? { Authorization: `Bearer ${ADMIN_TOKEN}` } : {},
    restart: async (signal) => {
      await target.server.stop(signal)
      target.server = await start()
    },
    end: async (signal = 'SIGTERM') => {
      await target.server.stop(signal)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return target
}
