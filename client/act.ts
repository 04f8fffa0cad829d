/**
 * One thing that somebody has made, however often it has to be asked for (SPEC IK6): the `Idempotency-Key` of its requests (PROTOCOL.md
 * "Asking again"). Owns when it is another one; `api.ts` sends it and says when an answer was there.
 */
import { useState } from 'react'

const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

const partOf = ([name, value]: [string, FormDataEntryValue]): readonly unknown[] =>
  value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value]

/** A form is told from another by what is in it; of files it is enough which they are. */
const wordsOf = (sent: unknown): string =>
  JSON.stringify(sent instanceof FormData ? [...sent].map(partOf) : sent)

export class Act {
  /** What was asked for, until an answer says what became of it. */
  private open: { words: string; key: string } | null = null

  /** Of another thing it is another: whoever changed a word means something else. */
  keyFor(sent: unknown): string {
    const words = wordsOf(sent)
    if (this.open?.words !== words) this.open = { words, key: randomKey() }
    return this.open.key
  }

  /** There was an answer: what is asked for from now on is meant anew. */
  answered(): void {
    this.open = null
  }
}

export const newAct = (): Act => new Act()

/** The act of a dialog or a button, for as long as it is there. */
export const useAct = (): Act => useState(newAct)[0]
