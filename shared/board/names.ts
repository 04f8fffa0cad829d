/** Who is named in a cell of responsibles: names apart, one written for another. Owns the reading of such cells. Pure. */
import type { TextEdit } from '../period/shift.ts'
import { type Block, blocksToText } from '../plan/rich.ts'

/** What stands between two names; a list of one is one name, whatever it says. */
const BETWEEN = /[,;\n]/u

interface Name extends Pick<TextEdit, 'from' | 'to'> {
  readonly name: string
}

const namesWithPlaces = (text: string): Name[] => {
  const names: Name[] = []
  let from = 0
  for (const part of text.split(BETWEEN)) {
    const name = part.trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ')
    const start = from + part.length - part.trimStart().length
    if (name !== '') names.push({ name, from: start, to: start + part.trim().replace(/\.$/, '').length })
    from += part.length + 1
  }
  return names
}

/** The names in a cell, each once, in their order. «Иванова И. И.» and «Иванова И. И» are one. */
export const namesIn = (blocks: readonly Block[]): string[] => [
  ...new Set(namesWithPlaces(blocksToText(blocks)).map(({ name }) => name)),
]

/** The edits that write `next` where the cell names `before`; null where it does not, or where `next` is named already. */
export const renameIn = (blocks: readonly Block[], before: string, next: string): TextEdit[] | null => {
  const names = namesWithPlaces(blocksToText(blocks))
  const own = names.filter(({ name }) => name === before)
  if (own.length === 0 || names.some(({ name }) => name === next)) return null
  return own.map(({ from, to }) => ({ from, to, text: next }))
}
