/** Words to the clipboard, and what happens where there is none. */
import { afterEach, expect, test } from 'vitest'
import { copyWords } from '../../../../client/ui/copy-words.ts'

const clipboardOf = (value: unknown) =>
  Object.defineProperty(navigator, 'clipboard', { value, configurable: true })

/** A browser that copies on command: it asks the page what. */
const commandTaking = (kept: string[]) => () => {
  const clipboardData = { setData: (_type: string, words: string) => kept.push(words) }
  const event = new Event('copy', { bubbles: true, cancelable: true })
  document.body.dispatchEvent(Object.assign(event, { clipboardData }))
  return event.defaultPrevented
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
})

test('[CX4] by the clipboard where there is one; a refusal is an answer', async () => {
  const kept: string[] = []
  clipboardOf({ writeText: async (words: string) => void kept.push(words) })
  expect(await copyWords('слово')).toBe(true)
  expect(kept).toEqual(['слово'])
  clipboardOf({ writeText: () => Promise.reject(new Error('NotAllowedError')) })
  expect(await copyWords('слово')).toBe(false)
})

test('[CX4] by command over plain http, once; a browser without it is an answer', async () => {
  const kept: string[] = []
  expect(await copyWords('слово')).toBe(false)
  Object.assign(document, { execCommand: commandTaking(kept) })
  expect(await copyWords('одно')).toBe(true)
  Object.assign(document, { execCommand: () => false })
  expect(await copyWords('другое')).toBe(false)
  // What the reader copies later is theirs.
  expect(commandTaking(kept)()).toBe(false)
  expect(kept).toEqual(['одно'])
})
