/**
 * Placeholders of catalogue messages, for places without a full ICU formatter (workers, the command line).
 * Owns `{name}` alone; plurals are react-intl's business.
 */
import { insideQuotes } from './quotes.ts'

/** Fills every `{name}` that has a value; others stay as they are. A value that the message quotes has inner quotes. */
export const fillMessage = (
  template: string,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  template.replace(/(«|“|)\{(\w+)\}/g, (whole, mark: string, name: string) =>
    Object.hasOwn(values, name) ? mark + insideQuotes(mark, String(values[name])) : whole,
  )
