/** The limit for a server that writes one frame an update: sends the same bytes on without looking at them. */
import { WebSocketServer } from 'ws'

const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
wss.on('connection', (ws) => {
  ws.on('message', (data) => {
    for (const other of wss.clients) if (other !== ws) other.send(data)
  })
})
wss.on('listening', () => console.log(JSON.stringify({ url: `ws://127.0.0.1:${wss.address().port}/` })))
