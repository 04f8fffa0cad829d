/**
 * Names of key chords by the physical key, so that shortcuts work in every keyboard layout: 'Mod+KeyZ', 'Alt+ArrowUp'.
 * Mod is Ctrl, and ⌘ on a Mac. Asks the machine only whether it is one.
 */
import { isMac } from './platform.ts'

interface KeyLike {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** Keypad keys that mean the same as their big sisters. */
const ALIASES: Record<string, string> = { NumpadEnter: 'Enter' }

/** The chord of a keyboard event; the modifiers in the order Mod, Alt, Shift. */
export const chord = (event: KeyLike): string => {
  // Virtual keyboards and some remote desktops send no code.
  const base = ALIASES[event.code] ?? (event.code === '' ? event.key : event.code)
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : ''
  return `${mod}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${base}`
}

type TypedKey = KeyLike & {
  readonly getModifierState?: (name: 'AltGraph') => boolean
}

const isCharacter = (key: string): boolean => Array.from(key).length === 1

/** Signs of the third level of a keyboard: AltGr, which Windows also tells as Ctrl and Alt, and ⌥ on a Mac. «—» is typed, Ctrl+Alt+M is not. */
const isThirdLevel = (event: TypedKey): boolean => {
  // A dead key is the first half of a letter.
  if (event.metaKey || (!isCharacter(event.key) && event.key !== 'Dead')) return false
  if (event.getModifierState?.('AltGraph') === true) return true
  if (event.ctrlKey) return event.altKey && !/[\p{L}\p{N}]/u.test(event.key)
  return event.altKey && isMac()
}

/** Whether the key types something, so that a selected cell should open for it. */
export const isTyping = (event: TypedKey): boolean => {
  if (isThirdLevel(event)) return true
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return (
    isCharacter(event.key) || event.key === 'Process' || event.key === 'Unidentified' || event.key === 'Dead'
  )
}

/** What a key is called that an input method has taken for itself. */
const TAKEN = 229

/**
 * Whether a key belongs to the word that an input method composes, and to nobody else. Safari tells the key that ends a
 * word behind the end, as one that composes nothing; the first key of a word is still one that opens a selected cell.
 */
export const isComposing = (event: TypedKey & Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || (event.keyCode === TAKEN && !isTyping(event))
