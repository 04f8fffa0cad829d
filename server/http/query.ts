/** The parameters of a request's query, as its schema sees them. Owns what counts as left out. */
import type { Ctx } from './context.ts'

/** Without those that are empty, which forms and programs write for "nothing", and `lang`, which every call has. */
export const queryOf = (c: Ctx): Record<string, string> => {
  const { lang: _, ...given } = c.req.query()
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}
