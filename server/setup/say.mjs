/**
 * What the setup tells the person at the terminal. Standard output belongs to the server's log lines,
 * so everything here goes to standard error.
 */

/** One short line about what is being done. */
export const say = (line) => process.stderr.write(`${line}\n`)

/** A failure that the person can do something about: its message is the whole story, no stack. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Prints why it cannot go on; a stack only for what nobody foresaw. */
export const sayError = (error) =>
  say(error instanceof SetupError ? error.message : (error?.stack ?? String(error)))
