/** The shapes of queries about the past (PROTOCOL.md "History"). */
import * as z from 'zod'
import { historyPlaceOf } from '../commands/versions/history.ts'
import { bodyOf, figures, id, time as isoTime } from './schemas.ts'
import { restorationShape, selected } from './schemas-versions.ts'

const MAX_ENTRIES = 5000

const moment = z.iso.datetime({ offset: true, local: false, error: 'is no time' })
const time = isoTime.transform((value) => Date.parse(value))

const place = z.string().max(1000).transform(historyPlaceOf).pipe(z.string('is no place in the list'))

export const historyQuery = z.strictObject({
  item: id.optional(),
  section: id.optional(),
  field: z.string().max(60).optional(),
  by: z.string().max(120).optional(),
  since: time.optional(),
  until: time.optional(),
  after: place.optional(),
  limit: figures.pipe(z.number().min(1).max(MAX_ENTRIES)).default(500),
})

export const momentQuery = z.strictObject({ at: time })

export const authorsQuery = z.strictObject({ item: id, column: id })

/** A moment with the clock of whoever names it; rows, sections, or (neither) everything. */
export const momentRestoration = bodyOf({ ...restorationShape, at: moment }).transform(selected)
