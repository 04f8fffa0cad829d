/** Which documents this build understands (SPEC CQ9). Owns the refusal of those of a later one. */
import { SvodError } from '../shared/errors.ts'
import { SCHEMA_VERSION } from '../shared/plan/schema.ts'

/** @throws SvodError `plan-newer` where a document is of a schema that this build does not know */
export const requireKnownSchema = (schema: number): void => {
  if (schema > SCHEMA_VERSION) throw new SvodError('plan-newer', { schema })
}
