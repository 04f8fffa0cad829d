/** The limit for a server that keeps the document: takes each update into it and sends the same bytes on. No rights, no disk, no presence. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'

const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1

const answerTo = (doc, stateVector) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, STEP_2)
    encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc, stateVector))
  })

const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
const rooms = new Map()
wss.on('connection', (ws, { url }) => {
  const room = rooms.get(url) ?? { doc: new Y.Doc(), members: new Set() }
  rooms.set(url, room)
  room.members.add(ws)
  ws.on('message', (data) => {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) !== SYNC) return
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === STEP_1) return ws.send(answerTo(room.doc, bytes))
    Y.applyUpdate(room.doc, bytes)
    for (const other of room.members) if (other !== ws) other.send(data)
  })
  ws.on('close', () => room.members.delete(ws))
})
wss.on('listening', () => console.log(JSON.stringify({ url: `ws://127.0.0.1:${wss.address().port}/` })))
