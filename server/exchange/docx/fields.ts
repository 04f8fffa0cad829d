/**
 * Fields of a Word file: what is drawn where a field stands. Owns one field from its begin to its end: its instruction,
 * the words that stand where only an instruction may, and what legacy form fields and a few others draw without a result.
 */
import { symbolOf } from './symbols.ts'

/** A box to tick, as it is drawn. */
export const UNCHECKED = '☐'
export const CHECKED = '☒'

/** What `w:ffData` says of a drop-down or a check box. */
class FormField {
  readonly entries: string[] = []
  /** As set and by default; null where the file does not say. */
  readonly chosen: { result: number | null; byDefault: number | null } = { result: null, byDefault: null }
  readonly ticked: { result: boolean | null; byDefault: boolean | null } = { result: null, byDefault: null }

  /** The entry that is chosen: as set, else by default, else the first; '' where there is none. */
  get entry(): string {
    return this.entries[this.chosen.result ?? this.chosen.byDefault ?? 0] ?? ''
  }

  get box(): string {
    return (this.ticked.result ?? this.ticked.byDefault ?? false) ? CHECKED : UNCHECKED
  }
}

/** The words of an instruction behind its name: quotes go, switches stay where they are the words. */
const unquoted = (text: string): string => text.trim().replaceAll(/^"|"$/g, '')

/** Character codes are written in decimal or, behind 0x, in hexadecimal figures. */
const symbolOfInstruction = (text: string): string => {
  const code = /^(?:0x([\da-f]+)|(\d+))/i.exec(text)
  if (!code) return unquoted(text)
  const value = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16)
  // Fonts of symbols have theirs from U+F000 on; below 256 the font decides.
  const isOfSymbolFont = /\\f\s*"?(?:symbol|wingdings)/i.test(text) && value < 0x100
  return symbolOf((isOfSymbolFont ? 0xf000 + value : value).toString(16))
}

/** What is drawn where there is no result: by the name of the field; of others nothing is. */
const DRAWN: Readonly<Record<string, (form: FormField, rest: string) => string>> = {
  FORMDROPDOWN: (form) => form.entry,
  FORMCHECKBOX: (form) => form.box,
  MACROBUTTON: (_, rest) => rest.replace(/^\S+\s*/, '').trim(),
  GOTOBUTTON: (_, rest) => rest.replace(/^\S+\s*/, '').trim(),
  SYMBOL: (_, rest) => symbolOfInstruction(rest),
  EQ: (_, rest) => rest.trim(),
}

/** A field under way. */
export class Field {
  instruction = ''
  /** Before the separator: the instruction; after it: what the reader sees. */
  shown = false
  /** Whether there are words behind the separator. */
  hasResult = false
  href: string | null = null
  /** Words that stood where only an instruction may; `own`: in the field itself, not in one inside it. */
  readonly swallowed: { words: string; own: boolean }[] = []
  readonly form = new FormField()

  /** What Word draws where the file keeps no result; '' for most. */
  get drawn(): string {
    if (this.hasResult) return ''
    const [, name = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(this.instruction) ?? []
    return DRAWN[name.toUpperCase()]?.(this.form, rest) ?? ''
  }
}
