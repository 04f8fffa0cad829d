/**
 * What the catalogue file holds, its validation, and what a new one starts with.
 */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { DepartmentEntry } from './storage.ts'

export const planSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  year: z.int(),
  organisation: z.string(),
  state: z.enum(['draft', 'approved']),
  createdAt: z.string(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
  deletedBy: z.string().nullable(),
  // Lines of the first version did not say.
  createdBy: z.string().nullable().default(null),
})

export const departmentSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  short: z.string(),
  hue: z.int().min(1).max(6),
})

const uniqueIds = (entries: readonly { id: string }[]): boolean =>
  new Set(entries.map((entry) => entry.id)).size === entries.length

export const CATALOGUE_FORMAT = 'svod-catalogue/1'

/** Strict, so that a field of a later version is an error here and never lost by rewriting. */
export const catalogueSchema = z.strictObject({
  format: z.literal(CATALOGUE_FORMAT),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  departments: z.array(departmentSchema).refine(uniqueIds, 'two departments have one id'),
  plans: z.array(planSchema).refine(uniqueIds, 'two plans have one id'),
})

export type CatalogueData = z.infer<typeof catalogueSchema>

const DEFAULT_DEPARTMENTS: readonly DepartmentEntry[] = [
  { id: 'method', name: 'Методический отдел', short: 'Методический', hue: 4 },
  { id: 'projects', name: 'Отдел проектов', short: 'Проекты', hue: 3 },
  { id: 'events', name: 'Отдел массовой работы', short: 'Массовая работа', hue: 1 },
  { id: 'service', name: 'Отдел обслуживания', short: 'Обслуживание', hue: 2 },
  { id: 'training', name: 'Отдел обучения', short: 'Обучение', hue: 5 },
  { id: 'site', name: 'Отдел сайта и медиа', short: 'Сайт и медиа', hue: 6 },
]

const SECRET_BYTES = 32

/** 32 random bytes in hex. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('hex')

/** A catalogue without plans. */
export const newCatalogue = (secret: string): CatalogueData => ({
  format: CATALOGUE_FORMAT,
  secret,
  departments: DEFAULT_DEPARTMENTS.map((department) => ({ ...department })),
  plans: [],
})
