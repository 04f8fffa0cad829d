/** What the reader's machine is, as far as keys mean other things on it. Asks the browser every time; keeps nothing. */

/** Macs, and tablets of theirs with a keyboard: ⌥ belongs to the text there. */
export const isMac = (): boolean => navigator.userAgent.includes('Mac OS X')
