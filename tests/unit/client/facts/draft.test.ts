/** What is being written about a row: what is saved of it, and what is shown when a colleague was faster. */
import { expect, test } from 'vitest'
import { NO_DRAFT, changeOf, conflictIn, typedIn, withText, without } from '../../../../client/facts/draft.ts'

test('[FC6] only what was typed is saved, an emptied field takes its fact back, and what cannot be is named', () => {
  expect(changeOf(NO_DRAFT, 'done')).toEqual({ change: {} })
  const typed = withText(withText(NO_DRAFT, 'done', 'result', ' Прошла ', ''), 'done', 'on', '', '2022-03-01')
  expect(changeOf(typed, 'done')).toEqual({ change: { result: 'Прошла', on: null } })
  // What was typed about another state is not part of this one.
  expect(changeOf(typed, 'moved')).toEqual({ change: {} })
  const people = (text: string) => changeOf(withText(NO_DRAFT, 'done', 'participants', text, ''), 'done')
  expect(people('1 200')).toEqual({ change: { participants: 1200 } })
  for (const text of ['много', '-1', '1.5', '1e3', '99999999999']) {
    expect(people(text), text).toEqual({ wrong: ['participants'] })
  }
  const both = withText(withText(NO_DRAFT, 'done', 'link', 'lib.example', ''), 'done', 'on', '2022-02-30', '')
  expect(changeOf(both, 'done')).toEqual({ wrong: ['on', 'link'] })
})

test('[FC6] what a colleague wrote meanwhile is shown beside what was typed, and can be taken in its place', () => {
  const draft = withText(withText(NO_DRAFT, 'moved', 'why', 'рем', 'зал'), 'moved', 'why', 'ремонт', 'другое')
  // Remembered is what stood there at the first letter.
  expect(typedIn(draft, 'moved', 'why')).toEqual({ text: 'ремонт', was: 'зал' })
  expect(conflictIn(draft, 'moved', 'why', 'зал')).toBeNull()
  expect(conflictIn(draft, 'moved', 'why', 'ремонт')).toBeNull()
  expect(conflictIn(draft, 'moved', 'why', 'нет денег')).toBe('нет денег')
  expect(conflictIn(draft, 'moved', 'why', '')).toBe('')
  expect(conflictIn(draft, 'cancelled', 'why', 'x')).toBeNull()
  expect(changeOf(without(draft, 'moved', 'why'), 'moved')).toEqual({ change: {} })
})
