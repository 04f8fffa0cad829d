/** The limit for a server that writes one frame an update: sends the same bytes on without looking at them. */
import { WebSocketServer } from 'ws'

const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const rooms = new Map()
wss.on('connection', (ws, { url }) => {
  const room = rooms.get(url) ?? new Set()
  rooms.set(url, room.add(ws))
  ws.on('message', (data) => {
    for (const other of room) if (other !== ws) other.send(data)
  })
  ws.on('close', () => room.delete(ws))
})
wss.on('listening', () => console.log(JSON.stringify({ url: `ws://127.0.0.1:${wss.address().port}/` })))
