/** Gives bytes back at once. A buffer that was only let go lies there until V8 next collects, which an idle server does not. */

/** The bytes leave by a port that nobody hears; `buffer` is empty from then on, and so are all views of it. */
export const release = (buffer: ArrayBuffer): void => {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  port1.close()
  port1.postMessage(buffer, [buffer])
}
