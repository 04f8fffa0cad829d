/** A place in the tokens of a text. Owns stepping and looking ahead; rules are the grammar's. */
import type { Tag, Token } from './tags.ts'

/** More small words than stand side by side in any phrase: text that has hundreds is passed once, not once from each of them. */
const MOST_PASSED = 12

export class Cursor {
  at = 0
  readonly tokens: readonly Token[]
  /** The plan's year: what «следующего года» counts from. */
  readonly year: number

  constructor(tokens: readonly Token[], year: number) {
    this.tokens = tokens
    this.year = year
  }

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead]
  }

  tag(ahead = 0): Tag | undefined {
    return this.tokens[this.at + ahead]?.tag
  }

  is(...tags: readonly Tag[]): boolean {
    const tag = this.tag()
    return tag !== undefined && tags.includes(tag)
  }

  /** Takes the next token where it is of one of these classes. */
  take(...tags: readonly Tag[]): Token | null {
    const token = this.peek()
    if (!token || !tags.includes(token.tag)) return null
    this.at++
    return token
  }

  /** Passes tokens of these classes, as many as a phrase can have; how many there were. */
  skip(...tags: readonly Tag[]): number {
    const from = this.at
    while (this.at - from < MOST_PASSED && this.is(...tags)) this.at++
    return this.at - from
  }

  /** What `rule` makes of the tokens here; where it makes nothing, nothing is taken. */
  attempt<T>(rule: (cursor: Cursor) => T | null): T | null {
    const from = this.at
    const result = rule(this)
    if (result === null) this.at = from
    return result
  }
}

/** Whether a day stands here: a date in figures, or a number with its month. */
export const isDay = (cursor: Cursor): boolean =>
  cursor.is('date') || (cursor.is('num') && cursor.tag(1) === 'month')

/** Whether «кроме» stands before on the line, in a bracket that is open yet or in none. */
export const isBehindExcept = ({ tokens, at }: Cursor): boolean => {
  const line = tokens[at - 1]?.line
  for (let before = at - 1; before >= 0 && tokens[before]?.line === line; before--) {
    if (tokens[before]?.tag === 'except') return true
    if (tokens[before]?.tag === 'close') return false
  }
  return false
}
