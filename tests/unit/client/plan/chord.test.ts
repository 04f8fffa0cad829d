/** Names of key chords: by the physical key, whatever the layout writes. */
import { describe, expect, it, vi } from 'vitest'
import { chord, isComposing, isTyping } from '../../../../client/plan/chord.ts'

const key = (code: string, more: Partial<KeyboardEventInit> = {}) => ({
  code,
  key: more.key ?? code,
  ctrlKey: more.ctrlKey ?? false,
  metaKey: more.metaKey ?? false,
  altKey: more.altKey ?? false,
  shiftKey: more.shiftKey ?? false,
})

describe('chord', () => {
  it('[CE7] is the same in a Cyrillic layout, and for Ctrl and ⌘', () => {
    expect(chord(key('KeyZ', { key: 'я', ctrlKey: true }))).toBe('Mod+KeyZ')
    expect(chord(key('KeyZ', { key: 'z', metaKey: true, shiftKey: true }))).toBe('Mod+Shift+KeyZ')
    expect(chord(key('ArrowUp', { altKey: true }))).toBe('Alt+ArrowUp')
  })

  it('[CE7] knows the keypad’s Enter and keys without a code', () => {
    expect(chord(key('NumpadEnter', { key: 'Enter' }))).toBe('Enter')
    expect(chord(key('', { key: 'Escape' }))).toBe('Escape')
  })

  it('[CE7] tells letters from commands', () => {
    expect(isTyping(key('KeyZ', { key: 'я' }))).toBe(true)
    expect(isTyping(key('KeyZ', { key: 'я', ctrlKey: true }))).toBe(false)
    expect(isTyping(key('F5', { key: 'F5' }))).toBe(false)
    expect(isTyping(key('KeyE', { key: 'Dead' }))).toBe(true)
  })

  it('[CE10] takes what AltGr and ⌥ write for typing, and shortcuts with Ctrl and Alt for none', () => {
    const typed = (key_: string, more: Partial<KeyboardEventInit>, isAltGraph = false) =>
      isTyping({ ...key('Minus', { key: key_, ...more }), getModifierState: () => isAltGraph })
    const both = { ctrlKey: true, altKey: true }
    expect(typed('—', both)).toBe(true)
    expect(typed('ą', both, true)).toBe(true)
    expect(typed('«', {}, true)).toBe(true)
    expect(typed('m', both)).toBe(false)
    expect(typed('ь', both)).toBe(false)
    expect(typed('ArrowUp', both, true)).toBe(false)
    expect(typed('—', { altKey: true })).toBe(false)
    const agent = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Macintosh; Intel Mac OS X 10_15_7')
    expect(typed('—', { altKey: true })).toBe(true)
    expect(typed('Dead', { altKey: true })).toBe(true)
    expect(typed('ArrowUp', { altKey: true })).toBe(false)
    expect(typed('—', { altKey: true, metaKey: true })).toBe(false)
    agent.mockRestore()
  })
})

describe('isComposing', () => {
  it('[CE11] knows the keys of an input method, also behind the end of the word', () => {
    const told = (name: string, keyCode: number, isWithin = false) =>
      isComposing({ ...key(name), keyCode, isComposing: isWithin })
    for (const name of ['Enter', 'Tab', 'Escape', 'ArrowDown', 'Backspace']) {
      expect([told(name, 13), told(name, 229), told(name, 13, true)], name).toEqual([false, true, true])
    }
  })

  it('[CE11] leaves a word’s first key to the selected cell', () => {
    for (const name of ['Process', 'Unidentified', 'n', 'Dead']) {
      expect(isComposing({ ...key('KeyN', { key: name }), keyCode: 229, isComposing: false }), name).toBe(
        false,
      )
    }
  })
})
