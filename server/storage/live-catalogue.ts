/**
 * The catalogue over any way to save it. Owns what its changes mean; their order and safety are `live-json.ts`'s.
 */
import type { CatalogueData } from './catalogue-data.ts'
import { LiveJson } from './live-json.ts'
import type { Catalogue, DepartmentEntry, PlanEntry } from './storage.ts'

const withPlan = (plans: readonly PlanEntry[], entry: PlanEntry): PlanEntry[] =>
  plans.some((plan) => plan.id === entry.id)
    ? plans.map((plan) => (plan.id === entry.id ? entry : plan))
    : [...plans, entry]

const indexOf = (data: CatalogueData): ReadonlyMap<string, PlanEntry> =>
  new Map(data.plans.map((plan) => [plan.id, plan]))

export class LiveCatalogue implements Catalogue {
  readonly #live: LiveJson<CatalogueData>
  #byId: ReadonlyMap<string, PlanEntry>

  /** `save` resolves when the data is on disk; it is called with nothing else under way. */
  constructor(data: CatalogueData, save: (data: CatalogueData) => Promise<void>) {
    this.#byId = indexOf(data)
    this.#live = new LiveJson(data, save, (saved) => (this.#byId = indexOf(saved)))
  }

  plans(): readonly PlanEntry[] {
    return this.#live.value.plans
  }

  plan(id: string): PlanEntry | null {
    return this.#byId.get(id) ?? null
  }

  departments(): readonly DepartmentEntry[] {
    return this.#live.value.departments
  }

  secret(): string {
    return this.#live.value.secret
  }

  putPlan(entry: PlanEntry): Promise<void> {
    const copy = { ...entry }
    return this.#live.change((data) => ({ ...data, plans: withPlan(data.plans, copy) }))
  }

  removePlan(id: string): Promise<void> {
    return this.#live.change((data) => ({ ...data, plans: data.plans.filter((plan) => plan.id !== id) }))
  }

  putDepartments(entries: readonly DepartmentEntry[]): Promise<void> {
    const departments = entries.map((entry) => ({ ...entry }))
    return this.#live.change((data) => ({ ...data, departments }))
  }

  close(): Promise<void> {
    return this.#live.close()
  }
}
