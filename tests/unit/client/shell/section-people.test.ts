/** Who is in which section of the rail (SPEC UI9). */
import { expect, test } from 'vitest'
import type { Colleague, Place } from '../../../../client/plan/plan-session.ts'
import { peopleBySection } from '../../../../client/rail/section-people.ts'
import type { SectionView } from '../../../../shared/plan/view.ts'

const section = (id: string, rows: readonly string[]): SectionView =>
  ({
    id,
    title: id,
    department: null,
    rows: rows.map((row) => ({ id: row, section: id })),
  }) as unknown as SectionView

const colleague = (clientId: number, id: string, place: Partial<Place> | null): Colleague => ({
  clientId,
  id,
  name: id,
  hue: 1,
  department: null,
  place: place && { row: null, field: 'title', section: null, ...place },
  cursor: null,
})

const SECTIONS = [section('s1', ['r1', 'r2']), section('s2', ['r3'])]
const idsBySection = (people: ReturnType<typeof peopleBySection>) =>
  Object.fromEntries([...people].map(([id, here]) => [id, here.map((one) => one.id)]))

test('[UI9] a colleague is in the section of the row that they edit, wherever the row stands now', () => {
  const people = peopleBySection(SECTIONS, [
    colleague(1, 'anna', { row: 'r3', section: 's1' }),
    colleague(2, 'olga', { row: 'r2' }),
  ])
  expect(idsBySection(people)).toEqual({ s2: ['anna'], s1: ['olga'] })
})

test('[UI9] editing a section’s title is being in it; being nowhere or outside the table is not', () => {
  const people = peopleBySection(SECTIONS, [
    colleague(1, 'anna', { section: 's1' }),
    colleague(2, 'olga', null),
    colleague(3, 'ivan', { field: 'approved' }),
  ])
  expect(idsBySection(people)).toEqual({ s1: ['anna'] })
})

test('[UI9] somebody with two windows in a section is shown once', () => {
  const people = peopleBySection(SECTIONS, [
    colleague(1, 'anna', { row: 'r1' }),
    colleague(2, 'anna', { row: 'r2' }),
  ])
  expect(idsBySection(people)).toEqual({ s1: ['anna'] })
})
