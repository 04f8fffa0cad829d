/** Hocuspocus 4, with its SQLite extension where HOCUSPOCUS_DB names a file. */
import { Server } from '@hocuspocus/server'

const extensions = []
if (process.env.HOCUSPOCUS_DB) {
  const { SQLite } = await import('@hocuspocus/extension-sqlite')
  extensions.push(new SQLite({ database: process.env.HOCUSPOCUS_DB }))
}
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, extensions })
await server.listen()
console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address.port}/` }))
