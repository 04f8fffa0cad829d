/** Reads the notation of the labelled phrases. Owns the notation alone. */
import type { ParsedPeriod } from '../../../shared/period/parse.ts'

export interface Labelled {
  text: string
  year: number
  want: Omit<ParsedPeriod, 'spans'>
}

const monthsOf = (list: string): number[] => {
  if (list === '-') return []
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

const lineOf = (line: string): Labelled => {
  const at = line.lastIndexOf(' = ')
  const [phrase = '', year = '2022'] = line.slice(0, at).split(' @')
  const [months = '-', kind = 'unknown', ...rest] = line.slice(at + 3).split(' ')
  const days = rest.find((part) => part.includes('..'))?.split('..')
  const hours = rest.find((part) => part.endsWith('h'))
  return {
    text: phrase.replaceAll('⏎', '\n'),
    year: Number(year),
    want: {
      months: monthsOf(months),
      kind: kind as ParsedPeriod['kind'],
      start: days?.[0] || null,
      end: days?.[1] || null,
      hours: hours === undefined ? null : Number.parseFloat(hours),
    },
  }
}

/** The phrases of a table with what is to be understood of each. */
export const labelled = (table: string): Labelled[] => table.trim().split('\n').map(lineOf)
