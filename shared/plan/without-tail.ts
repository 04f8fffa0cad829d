/**
 * A text without what trails at its end. Owns that alone: a pattern such as `,+$` looks from each sign in the midst of a text to
 * the end of its run, and a run of a hundred thousand takes minutes [AL7].
 */

/** `trailing` is a pattern of one sign, without flags that remember. */
export const withoutTail = (text: string, trailing: RegExp): string => {
  let end = text.length
  while (end > 0 && trailing.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
