/** What the grammar makes of tokens: points, spans and conditions, not yet counted in days. Owns the types alone. */

/** A day, or a month where `d` is null; the year where it is named. */
export interface Moment {
  y: number | null
  m: number
  d: number | null
}

/** How fine a point is. `stretch`: seasons, school terms, holidays. */
export type Grain = 'day' | 'month' | 'quarter' | 'half' | 'stretch' | 'year'

export interface Point {
  grain: Grain
  first: Moment
  last: Moment
}

/** Something that names a part of the calendar by itself. */
export interface CalendarAtom {
  type: 'calendar'
  points: Point[]
  /** `range`: from the first point to the second. `from`/`until`: one end alone. */
  shape: 'points' | 'range' | 'from' | 'until'
  /** A year that stood by itself: it counts only where nothing else does. */
  isBare: boolean
}

/** Something that needs a month from elsewhere: «1 неделя», «до 15 числа», «в течение месяца». */
export interface RelativeAtom {
  type: 'relative'
  days: { a: number; b: number }[]
  shape: 'points' | 'from' | 'until'
  /** How much of the heading it covers. */
  /** Said to be a day of the month: «числа», «до 20». */
  isDay: boolean
  unit: 'days' | 'part' | 'month' | 'quarter' | 'half' | 'week'
  /** What it is where no month is named: «1st half» is the year's. */
  alone?: Point[]
}

export interface WordAtom {
  type: 'recurring' | 'annual' | 'by-agreement' | 'on-demand' | 'clock'
}

export interface HoursAtom {
  type: 'hours'
  hours: number
}

export type Meaning = CalendarAtom | RelativeAtom | WordAtom | HoursAtom

/** A meaning with where it stands: token indexes, the line it begins on, inside brackets, after «кроме». */
export interface Atom {
  meaning: Meaning
  start: number
  end: number
  line: number
  isBracketed: boolean
  isExcepted: boolean
  /** It belongs to the list that the atom before it began. */
  isListed: boolean
  /** Part of a name in quotation marks: a date only where nothing else is said of time. */
  isNamed: boolean
  /** Part of what is told: a date only where there is no other. */
  isAside: boolean
}
