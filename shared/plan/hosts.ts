/**
 * Whether bare words with dots in them are a host. Pure recognition. Dates, numbers, initials, names of files and sentences that
 * were run together have dots too, so only endings that people know from addresses count; others are written with their scheme.
 */

/** Endings of hosts with more than two letters, and the Cyrillic ones. */
const ENDINGS = new Set(
  [
    'com org net info edu gov int mil biz pro name mobi museum travel tel cat coop jobs aero asia',
    'xyz online site website store shop app dev cloud digital tech space page blog news media live life world today',
    'club group team center school academy university education events art link wiki moscow tatar',
    'рф бел рус москва дети онлайн сайт орг ком укр қаз срб мкд мон бг',
  ]
    .join(' ')
    .split(' '),
)

/** Two letters that are a country's and, to those who write plans, the end of a file's name. */
const FILES = new Set(['md', 'ps', 'py', 'sh'])

const LABEL = /^[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?$/u
const CYRILLIC = /\p{Script=Cyrillic}/u
/** «Далее.Это»: two sentences without the space between them, or initials. */
const BEGINS_WORD = /^\p{Lu}\p{Ll}/u

/** A Cyrillic name stands under a Cyrillic ending: «план.md» and «отчёт.ai» are files. */
const isEnding = (ending: string, isCyrillic: boolean): boolean => {
  const low = ending.toLowerCase()
  if (isCyrillic || CYRILLIC.test(low)) return CYRILLIC.test(low) && ENDINGS.has(low)
  return ENDINGS.has(low) || (/^[a-z]{2}$/.test(low) && !FILES.has(low)) || /^xn--[a-z\d-]+$/.test(low)
}

/** Whether `host` is one by its last label. */
export const isHost = (host: string): boolean => {
  const labels = host.split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length < 2 || BEGINS_WORD.test(ending)) return false
  return (
    labels.every((label) => LABEL.test(label)) &&
    isEnding(ending, CYRILLIC.test(labels.slice(0, -1).join('')))
  )
}
