/** A helper process that somebody took over: reads nothing of what it is asked, says what nobody can read, and stays. */
import { Socket } from 'node:net'

const pipe = new Socket({ fd: 3, readable: false, writable: true })
pipe.on('error', () => process.exit(1))
pipe.write(Buffer.from([1, 0, 0, 0, 2, 0, 0, 0, 255, 255]))
setInterval(() => undefined, 1000)
