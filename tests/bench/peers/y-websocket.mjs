/** @y/websocket-server as it comes, with LevelDB where BENCH_LEVEL names a folder: under its own name for that it would open it twice. */
import http from 'node:http'
import { WebSocketServer } from 'ws'
import { setupWSConnection } from '@y/websocket-server/utils'

if (process.env.BENCH_LEVEL) {
  const { LeveldbPersistence } = await import('y-leveldb')
  const { setPersistence } = await import('@y/websocket-server/utils')
  const Y = await import('yjs')
  const ldb = new LeveldbPersistence(process.env.BENCH_LEVEL)
  setPersistence({
    bindState: async (name, doc) => {
      const stored = await ldb.getYDoc(name)
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored))
      doc.on('update', (update) => void ldb.storeUpdate(name, update))
    },
    writeState: async () => {},
  })
}
const server = http.createServer()
const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false })
wss.on('connection', setupWSConnection)
server.on('upgrade', (request, socket, head) => {
  wss.handleUpgrade(request, socket, head, (ws) => wss.emit('connection', ws, request))
})
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}/plan` }))
})
