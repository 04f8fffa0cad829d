/**
 * Words cut out of a file, by themselves. V8 makes a text of 13 letters and more a view of the text that it was cut out of: a plan
 * would keep every piece of its file. Owns that one trick.
 */

const SHORTEST_VIEW = 13

/** The same text; what is cut out of a text that was put together is copied once, and hangs on nothing else. */
export const detached = (text: string): string => (text.length < SHORTEST_VIEW ? text : ` ${text}`.slice(1))
