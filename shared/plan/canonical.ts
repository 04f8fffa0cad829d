/**
 * The one form of a plan's JSON that is hashed (RFC 8785): equal plans have equal bytes on every machine.
 * Owns that form alone; hashing needs a platform and is done outside.
 */
import serialize from 'canonicalize'
import type { PlanJson } from './json.ts'

/** Canonical JSON of any JSON value. @throws TypeError where there is none, as for undefined */
export const canonicalJson = (value: unknown): string => {
  const text = serialize(value)
  if (text === undefined) throw new TypeError('no JSON')
  return text
}

/** The bytes' text of an edition: what its hash is made of. */
export const canonicalPlan = (plan: PlanJson): string => canonicalJson(plan)
