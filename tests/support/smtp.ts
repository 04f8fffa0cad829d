/** A real SMTP server on this machine that keeps what it is given. Owns the post box alone. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface PostBox {
  /** For the setting of the same name. */
  url: string
  /** Raw messages, oldest first. */
  readonly letters: readonly string[]
  /** Turns every letter away, for now. */
  refuse: boolean
  /** Waited for before a letter is taken. */
  onLetter: () => Promise<void>
  /** Resolves with the next letter that arrives. */
  next(): Promise<string>
  close(): Promise<void>
}

/** Starts one; it is closed when the test ends. */
export const startPostBox = async (): Promise<PostBox> => {
  const letters: string[] = []
  const waiting: ((letter: string) => void)[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      const take = async () => {
        await box.onLetter()
        const letter = Buffer.concat(parts).toString('utf8')
        letters.push(letter)
        for (const resolve of waiting.splice(0)) resolve(letter)
        done()
      }
      stream.on('end', () => {
        if (box.refuse) done(new Error('not now'))
        else void take()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  onTestFinished(close)
  const { port } = server.server.address() as AddressInfo
  const box: PostBox = {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close,
    refuse: false,
    onLetter: () => Promise.resolve(),
    next: () => new Promise((resolve) => waiting.push(resolve)),
  }
  return box
}
