/**
 * What a key means in the sheet, for every mode. Pure: a chord and the mode in, a command out; null leaves the key to
 * the editor or the browser.
 */
import type { Edge } from '../editor/editor-port.ts'
import type { Variant } from '../editor/variants.ts'
import type { Move } from './grid-nav.ts'

export type Command =
  | { readonly kind: 'move'; readonly move: Move }
  /** Leaves the open cell when the caret stands at that edge, else the key is the editor's. */
  | { readonly kind: 'edge'; readonly edge: Edge; readonly move: Move }
  | { readonly kind: 'extend'; readonly move: Move }
  | { readonly kind: 'edit' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'selectRow' }
  | { readonly kind: 'clearCell' }
  | { readonly kind: 'deleteRow' }
  | { readonly kind: 'shift'; readonly step: 1 | -1 }
  | { readonly kind: 'indent'; readonly step: 1 | -1 }
  | { readonly kind: 'undo' | 'redo' | 'menu' | 'addBelow' | 'pickAll' }

const move = (to: Move): Command => ({ kind: 'move', move: to })

/** Keys that mean the same whether a cell is selected or open. */
const EVERYWHERE: Record<string, Command> = {
  'Mod+KeyZ': { kind: 'undo' },
  'Mod+Shift+KeyZ': { kind: 'redo' },
  'Mod+KeyY': { kind: 'redo' },
  Tab: move('next'),
  'Shift+Tab': move('previous'),
  Escape: { kind: 'leave' },
  'Alt+ArrowUp': { kind: 'shift', step: -1 },
  'Alt+ArrowDown': { kind: 'shift', step: 1 },
  'Alt+ArrowRight': { kind: 'indent', step: 1 },
  'Alt+ArrowLeft': { kind: 'indent', step: -1 },
  'Mod+Enter': move('below'),
  'Shift+F10': { kind: 'menu' },
  ContextMenu: { kind: 'menu' },
}

const extend = (to: Move): Command => ({ kind: 'extend', move: to })

/** Cells are picked on from the focused one. */
const PICKING: Record<string, Command> = {
  'Shift+ArrowUp': extend('up'),
  'Shift+ArrowDown': extend('down'),
  'Shift+ArrowLeft': extend('left'),
  'Shift+ArrowRight': extend('right'),
  'Shift+Home': extend('rowStart'),
  'Shift+End': extend('rowEnd'),
  'Shift+PageUp': extend('pageUp'),
  'Shift+PageDown': extend('pageDown'),
  'Mod+Shift+Home': extend('planStart'),
  'Mod+Shift+End': extend('planEnd'),
  'Mod+KeyA': { kind: 'pickAll' },
}

const SELECTED: Record<string, Command> = {
  ...PICKING,
  ArrowUp: move('up'),
  ArrowDown: move('down'),
  ArrowLeft: move('left'),
  ArrowRight: move('right'),
  Home: move('rowStart'),
  End: move('rowEnd'),
  'Mod+Home': move('planStart'),
  'Mod+End': move('planEnd'),
  PageUp: move('pageUp'),
  PageDown: move('pageDown'),
  Enter: { kind: 'edit' },
  F2: { kind: 'edit' },
  'Shift+Space': { kind: 'selectRow' },
  'Shift+Enter': { kind: 'addBelow' },
  Delete: { kind: 'clearCell' },
  Backspace: { kind: 'clearCell' },
}

const OPEN: Record<string, Command> = {
  ArrowUp: { kind: 'edge', edge: 'up', move: 'up' },
  ArrowDown: { kind: 'edge', edge: 'down', move: 'down' },
  ArrowLeft: { kind: 'edge', edge: 'left', move: 'left' },
  ArrowRight: { kind: 'edge', edge: 'right', move: 'right' },
}

/** Inside a text ⌥ with an arrow goes word by word and to a paragraph's ends on a Mac. */
const isMacTextKey = (chord: string): boolean => /^Alt\+(?:Shift\+)?Arrow/.test(chord)

/** The command of a chord. `variant` is that of the focused cell. */
export const commandOf = (
  chord: string,
  mode: 'row' | 'select' | 'edit',
  variant: Variant | 'number',
  isMac = false,
): Command | null => {
  if (isMac && mode === 'edit' && isMacTextKey(chord)) return null
  const everywhere = EVERYWHERE[chord]
  if (everywhere) return everywhere
  if (mode === 'edit') {
    // In a rich cell Enter makes a paragraph; everywhere else it goes on to the cell below.
    if (chord === 'Enter') return variant === 'rich' ? null : move('below')
    return OPEN[chord] ?? null
  }
  if (mode === 'row' && (chord === 'Delete' || chord === 'Backspace')) return { kind: 'deleteRow' }
  return SELECTED[chord] ?? null
}
