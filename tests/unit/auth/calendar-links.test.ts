/** Secret links to calendars, and what a guess at one costs. */
import { expect, test } from 'vitest'
import { openCalendar } from '../../../server/commands/calendar-link.ts'
import type { Deps } from '../../../server/commands/deps.ts'
import { createCalendarLinks } from '../../../server/auth/calendar-links.ts'
import type { CalendarLinkEntry } from '../../../server/storage/directory-data.ts'
import { openMemoryStorage } from '../../../server/storage/memory.ts'

/** So many links; `read` counts how often one is looked at. */
const linksOf = (count: number, read: () => void): CalendarLinkEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    get plan() {
      read()
      return `plan${index}`
    },
    department: null,
    serial: 1,
    on: index !== 3,
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: 'anna',
  }))

test('[EX23] a guess at a calendar looks at no link, a changed list is looked at once', async () => {
  let looks = 0
  const storage = openMemoryStorage()
  const calendarLinks = linksOf(50, () => void looks++)
  await storage.directory.change((data) => ({ ...data, calendarLinks }))
  const deps = { storage } as Pick<Deps, 'storage' | 'rooms' | 'exportOut'>
  const guess = () => openCalendar(deps, 'x'.repeat(43), 'ru', new AbortController().signal)
  await expect(guess()).rejects.toMatchObject({ code: 'link-ended' })
  const once = looks
  for (let count = 0; count < 20; count++) await expect(guess()).rejects.toMatchObject({ code: 'link-ended' })
  expect([once, looks]).toEqual([49, 49])
})

test('[EX23] [EX16] the secret of a link finds it while it is on, and one that was changed as it is now', () => {
  let links = linksOf(5, () => undefined)
  const calendars = createCalendarLinks('secret', () => links)
  const secrets = links.map((link) => calendars.secretOf(link))
  expect(secrets.map((secret) => calendars.find(secret)?.plan)).toEqual([
    'plan0',
    'plan1',
    'plan2',
    undefined,
    'plan4',
  ])
  links = links.map((link) => ({ ...link, on: link.plan === 'plan3', serial: link.plan === 'plan4' ? 2 : 1 }))
  expect(secrets.map((secret) => calendars.find(secret)?.plan)).toEqual([
    undefined,
    undefined,
    undefined,
    'plan3',
    undefined,
  ])
})
