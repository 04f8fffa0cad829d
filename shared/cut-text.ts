/** Texts that must not be longer than something takes. Owns where they are cut: never through a character. Pure. */

/** Its first `most` UTF-16 units at most; a character of two that the border goes through is left out. */
export const cutText = (text: string, most: number): string => {
  const cut = text.slice(0, most)
  return text.length > most && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
