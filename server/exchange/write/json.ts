/** A plan → Svod's own JSON file (`svod-plan/1`). Owns the layout of the text alone. */
import type { PlanJson } from '../../../shared/plan/json.ts'

/** Indented, so that people can read and compare two of them. */
export const writeJson = (plan: PlanJson): string => `${JSON.stringify(plan, null, 2)}\n`
