/**
 * The catalogue over any way to save it: reads see what is saved, writes that come while one is under way share the
 * next. Owns this order; must not know files. A failed write changes nothing here and does not stop later ones.
 */
import { SvodError } from '../../shared/errors.ts'
import type { CatalogueData } from './catalogue-data.ts'
import type { Catalogue, DepartmentEntry, PlanEntry } from './storage.ts'

type Change = (data: CatalogueData) => CatalogueData

interface Waiting {
  change: Change
  resolve: () => void
  reject: (error: unknown) => void
}

const withPlan = (plans: readonly PlanEntry[], entry: PlanEntry): PlanEntry[] =>
  plans.some((plan) => plan.id === entry.id)
    ? plans.map((plan) => (plan.id === entry.id ? entry : plan))
    : [...plans, entry]

export class LiveCatalogue implements Catalogue {
  readonly #save: (data: CatalogueData) => Promise<void>
  #data: CatalogueData
  #byId: ReadonlyMap<string, PlanEntry>
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #closed = false

  /** `save` resolves when the data is on disk; it is called with nothing else under way. */
  constructor(data: CatalogueData, save: (data: CatalogueData) => Promise<void>) {
    this.#save = save
    this.#data = data
    this.#byId = new Map(data.plans.map((plan) => [plan.id, plan]))
  }

  plans(): readonly PlanEntry[] {
    return this.#data.plans
  }

  plan(id: string): PlanEntry | null {
    return this.#byId.get(id) ?? null
  }

  departments(): readonly DepartmentEntry[] {
    return this.#data.departments
  }

  secret(): string {
    return this.#data.secret
  }

  putPlan(entry: PlanEntry): Promise<void> {
    const copy = { ...entry }
    return this.#change((data) => ({ ...data, plans: withPlan(data.plans, copy) }))
  }

  removePlan(id: string): Promise<void> {
    return this.#change((data) => ({ ...data, plans: data.plans.filter((plan) => plan.id !== id) }))
  }

  putDepartments(entries: readonly DepartmentEntry[]): Promise<void> {
    const departments = entries.map((entry) => ({ ...entry }))
    return this.#change((data) => ({ ...data, departments }))
  }

  /** Finishes the writes that were asked for; later ones are refused. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  #change(change: Change): Promise<void> {
    if (this.#closed) return Promise.reject(new SvodError('shutting-down'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      await this.#write(group)
    }
    this.#running = null
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const data = group.reduce((before, { change }) => change(before), this.#data)
      await this.#save(data)
      this.#data = data
      this.#byId = new Map(data.plans.map((plan) => [plan.id, plan]))
    } catch (error) {
      for (const { reject } of group) reject(error)
      return
    }
    for (const { resolve } of group) resolve()
  }
}
