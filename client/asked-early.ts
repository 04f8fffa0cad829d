/**
 * What the page's first inline script asked of the server before any module was there (SPEC FR2, FR6). Owns the handing
 * over, once each, to whoever asks the same; must not ask anything itself but what had no use.
 */

/** What that script leaves behind. */
export interface Asked {
  /** By path: the answers on their way. */
  answers: Record<string, Promise<Response>>
  /** The connection of the plan that the address names. */
  socket: WebSocket | null
  /** What came over it so far. */
  messages: unknown[]
}

declare global {
  interface Window {
    svodAsked?: Asked
  }
}

/** No answer, and any that complains, is asked for again: in the reader's language, and by who knows what to do then. */
const isUseful = (answer: Response | null): answer is Response =>
  answer !== null && (answer.ok || answer.status === 401)

/** A `fetch` that gives what was asked early at the first GET of its path, and asks for everything else. */
export const withAnswers = (asked: Asked | undefined, ask: typeof fetch): typeof fetch => {
  const answers = new Map(Object.entries(asked?.answers ?? {}))
  return async (input, init) => {
    const early = typeof input === 'string' ? answers.get(input) : undefined
    if (early === undefined || (init?.method ?? 'GET') !== 'GET') return ask(input, init)
    answers.delete(input as string)
    const answer = await early.catch(() => null)
    return isUseful(answer) ? answer : ask(input, init)
  }
}

/** Tells whoever has just begun to listen what happened before. */
const tellAgain = (socket: WebSocket, messages: readonly unknown[]): void => {
  socket.onmessage = null
  queueMicrotask(() => {
    if (socket.readyState === socket.OPEN) socket.dispatchEvent(new Event('open'))
    for (const data of messages) socket.dispatchEvent(new MessageEvent('message', { data }))
  })
}

/** A WebSocket class whose first socket is the one that was opened early, where it is of that address and not closed. */
export const withSocket = (asked: Asked | undefined, Native: typeof WebSocket): typeof WebSocket => {
  if (!asked?.socket) return Native
  let socket: WebSocket | null = asked.socket
  const { messages } = asked
  const take = (url: string): WebSocket | null => {
    const early = socket
    socket = null
    if (early === null || early.readyState > early.OPEN) return null
    if (early.url === url) {
      tellAgain(early, messages)
      return early
    }
    early.close()
    return null
  }
  return new Proxy(Native, {
    construct: (Socket, [url, protocols]: [string, string?]) => take(url) ?? new Socket(url, protocols),
  })
}
