/**
 * Names of key chords by the physical key, so that shortcuts work in every keyboard layout: 'Mod+KeyZ', 'Alt+ArrowUp'.
 * Mod is Ctrl, and ⌘ on a Mac. Pure.
 */

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

/** Whether the key types something, so that a selected cell should open for it. */
export const isTyping = (event: KeyLike & { readonly isComposing?: boolean }): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return (
    Array.from(event.key).length === 1 ||
    event.key === 'Process' ||
    event.key === 'Unidentified' ||
    event.key === 'Dead'
  )
}
