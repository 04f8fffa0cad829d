/** What an empty panel of comments says. */
import { expect, it } from 'vitest'
import { emptyWords } from '../../../../client/comments/empty-words.ts'

it('[CU10] who may write is told how to begin, as their hands can; a reader is not', () => {
  expect(emptyWords('open', { mayWrite: true, touched: false })).toBe('comments.empty.open')
  expect(emptyWords('open', { mayWrite: true, touched: true })).toBe('comments.empty.open.touched')
  expect(emptyWords('open', { mayWrite: false, touched: true })).toBe('comments.empty.open.reader')
  expect(emptyWords('resolved', { mayWrite: true, touched: true })).toBe('comments.empty.resolved')
})
