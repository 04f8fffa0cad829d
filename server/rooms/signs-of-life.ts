/** Says again and again that the server is at it, as long as somebody waits [LP9]. Owns the rhythm; who is told what is its caller's. */

/** A client that hears nothing for 20 s gives its connection up. */
const SIGN_OF_LIFE_MS = 5_000

export class SignsOfLife {
  private readonly give: () => void
  private timer: NodeJS.Timeout | null = null

  constructor(give: () => void) {
    this.give = give
  }

  start(): void {
    this.timer ??= setInterval(this.give, SIGN_OF_LIFE_MS).unref()
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer)
    this.timer = null
  }
}
