/** Cells of dates that were written to be slow. */
import { expect, test } from 'vitest'
import { Cursor } from '../../../shared/period/cursor.ts'
import { parsePeriod } from '../../../shared/period/parse.ts'
import { readRecurring } from '../../../shared/period/recurring.ts'
import { tokenise } from '../../../shared/period/tokens.ts'

/** How often a token is looked at while what comes again is sought from each of them. */
const looksAt = (text: string): number => {
  const tokens = tokenise(text)
  let looks = 0
  const counted = new Proxy(tokens, {
    get: (all, key, self): unknown => {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++
      return Reflect.get(all, key, self)
    },
  })
  const cursor = new Cursor(counted, 2022)
  for (cursor.at = 0; cursor.at < tokens.length; cursor.at++) cursor.attempt(readRecurring)
  return looks / tokens.length
}

test.each(['в ', 'с ', '– ', 'до '])('[AK25] small words side by side are passed once: %s', (word) => {
  const [few, many] = [looksAt(word.repeat(100)), looksAt(word.repeat(800))]
  expect(many).toBeLessThan(few * 1.5)
})

test('[AK25] and phrases with several of them are read as before', () => {
  const read = (text: string) => parsePeriod(text, { year: 2022 }).kind
  expect(read('не реже 1, 2 или 3 раз в квартал')).toBe('recurring')
  expect(read('не реже чем 1-2 раза в месяц')).toBe('recurring')
  expect(read(`${'в '.repeat(500)}марте`)).toBe('months')
})
