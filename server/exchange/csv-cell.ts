/**
 * What keeps a cell of a CSV file from being a formula, whatever its reader takes for a separator: an apostrophe, put in
 * when the file is written and taken back when it is read. Owns where it stands; must not quote cells.
 */

/** A cell that begins like this is a formula in a table program; apostrophes before one count, or they could not be told apart. */
const BEGINNING = /^(?=['\s]*[=+\-@＝＋－＠]|'*[\t\r\n])/
const GUARDED_BEGINNING = /^'(?=['\s]*[=+\-@＝＋－＠]|'*[\t\r\n])/

const SIGN = /[=+\-@＝＋－＠]/
const SEPARATOR = /[;,|\t\r\n]/
/** What a reader may pass over between a separator and a formula. */
const RUN = /[;,|"'\s]+/g
/** A line that is an item of a list: it calls nothing and reaches nowhere, and looks better without an apostrophe. */
const ITEM = /- [^|!(=\r\n]*(?=[\r\n]|$)/y

const isItem = (run: string, text: string, at: number): boolean => {
  ITEM.lastIndex = at
  return /[\r\n] *$/.test(run) && ITEM.test(text)
}

/** Whether a run of characters that a program may split at leads to the beginning of a formula. */
const leadsIn = (run: string, text: string, at: number): boolean =>
  SEPARATOR.test(run) && SIGN.test(text[at] ?? '')

/** A text that no table program takes for a formula, nor a piece of it that one cuts off at another separator. */
export const guarded = (text: string): string =>
  text
    .replace(RUN, (run, offset: number) => {
      const at = offset + run.length
      return leadsIn(run, text, at) && !isItem(run, text, at) ? `${run}'` : run
    })
    .replace(BEGINNING, "'")

/** A cell of somebody else's file, where only an apostrophe right before a sign at its beginning was put there against formulas. */
export const uncovered = (text: string): string => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')

/** The text as it was before `guarded`. */
export const unguarded = (text: string): string => {
  const begun = text.replace(GUARDED_BEGINNING, '')
  return begun.replace(RUN, (run, offset: number) =>
    run.endsWith("'") && leadsIn(run.slice(0, -1), begun, offset + run.length) ? run.slice(0, -1) : run,
  )
}
