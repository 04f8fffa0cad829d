/** A helper process's side of the pipe: its one request, and saying what came of it. Owns its end where nobody listens any more. */
import { Socket } from 'node:net'
import { readFrames, writeFrame } from './frames.ts'

/** Behind the three that every process has. */
export const PIPE_FD = 3

export interface Attending<Request> {
  request: Request
  /** Fulfilled when it has left this process: what comes next may take the thread for itself. */
  say: (message: unknown) => Promise<void>
}

/** The request that this process was started for. */
export const attend = async <Request>(): Promise<Attending<Request>> => {
  const pipe = new Socket({ fd: PIPE_FD, readable: true, writable: true })
  // The server is gone, or has given up waiting.
  pipe.on('error', () => process.exit(1))
  const asked = await readFrames(pipe)()
  if (!asked) process.exit(1)
  return { request: asked.value as Request, say: (message) => writeFrame(pipe, message) }
}
