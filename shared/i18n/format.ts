/**
 * Placeholders of catalogue messages, for places without a full ICU formatter (workers, the command line).
 * Owns `{name}` alone; plurals are react-intl's business.
 */

/** Fills every `{name}` that has a value; others stay as they are. */
export const fillMessage = (
  template: string,
  values: Readonly<Record<string, string | number>> = {},
): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
