/** Dates written at random in the usual forms, and the same dates with what is no sign of its own. Seeds that failed are kept. */
import { expect, test } from 'vitest'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { SIXTH_PHRASES } from './phrases-sixth.ts'
import { labelled } from './table.ts'
import { type Pick, YEAR, written } from './writer.ts'

/** Mulberry32. */
const pickerOf = (seed: number): Pick => {
  let state = seed
  return (of) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    const chosen = of[((t ^ (t >>> 14)) >>> 0) % of.length]
    if (chosen === undefined) throw new Error('nothing to pick from')
    return chosen
  }
}

test.each([1, 42, 20231])('[PD19] is read as what it was written from: seed %i', (seed) => {
  const pick = pickerOf(seed)
  for (let at = 0; at < 700; at++) {
    const { text, want } = written(pick)
    const { spans: _, ...got } = parsePeriod(text, { year: YEAR })
    expect(got, JSON.stringify(text)).toEqual(want)
  }
})

const LOOKALIKES: Record<string, string> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x' }
/** One letter of a longer word typed with another keyboard. */
const typed = (text: string, pick: Pick): string => {
  const words = [...text.matchAll(/[а-я]{5,}/g)]
  if (words.length === 0) return text
  const { 0: word, index } = pick(words)
  const at = Array.from(word).findIndex((letter) => letter in LOOKALIKES)
  return at < 0 ? text : text.slice(0, index + at) + LOOKALIKES[word[at] ?? ''] + text.slice(index + at + 1)
}
const CHANGES: readonly ((text: string, pick: Pick) => string)[] = [
  (text, pick) => text.replaceAll(' ', pick(['\u00a0', '\u2009', '\t', '  ', ' \u00a0 '])),
  (text, pick) => text + pick(['.', ',', ';', ' .', ' ', '\n', '\n\n']),
  (text, pick) => pick([' ', '\n', '• ', '* ']) + text,
  (text) => text.normalize('NFD'),
  typed,
  (text, pick) => pick(['Срок: ', 'ориентировочно: ']) + text,
  (text, pick) => text + pick(['\nОтв. Петрова', ' (ориентировочно)', ', читальный зал', '\n(онлайн)']),
]

test('[PD19] what is no sign of its own changes nothing', () => {
  const pick = pickerOf(7)
  for (const { text, year, want } of labelled(SIXTH_PHRASES)) {
    // What stands before the first line decides whether the second goes on with it.
    const changes = text.includes('\n') ? CHANGES.slice(0, 5) : CHANGES
    const other = pick(changes)(text, pick)
    const { spans: _, ...got } = parsePeriod(other, { year })
    expect(got, JSON.stringify(other)).toEqual(want)
  }
})
