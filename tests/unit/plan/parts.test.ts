/** Sub-events: bullets and dates of one row. */
import { describe, expect, it } from 'vitest'
import { parseHtml } from '../../../shared/plan/html.ts'
import { partsOf } from '../../../shared/plan/parts.ts'
import { textToBlocks } from '../../../shared/plan/rich.ts'

const title = parseHtml('<p>Работа:</p><ul><li>конкурс</li><li>телемост</li></ul>')
const parts = (period: string, of = title) =>
  partsOf('r1', of, textToBlocks(period), { year: 2022, heading: null })

describe('parts', () => {
  it('[DM11] pairs bullets with dates where their counts match', () => {
    expect(
      parts('март\n\nапрель').map((part) => [part.id, part.title.text, part.period.text, part.period.months]),
    ).toEqual([
      ['r1.1', 'конкурс', 'март', [3]],
      ['r1.2', 'телемост', 'апрель', [4]],
    ])
  })

  it('[DM11] a hard break begins another line of dates as a paragraph does', () => {
    const period = parseHtml('<p>март<br><strong>20</strong> апреля<br></p>')
    const paired = partsOf('r1', title, period, { year: 2022, heading: null })
    expect(paired.map((part) => [part.title.text, part.period.text, part.period.months])).toEqual([
      ['конкурс', 'март', [3]],
      ['телемост', '20 апреля', [4]],
    ])
  })

  it('[DM11] guesses nothing where they do not', () => {
    expect(parts('март')).toEqual([])
    expect(parts('март\nапрель\nмай')).toEqual([])
    expect(parts('март', parseHtml('<ul><li>один</li></ul>'))).toEqual([])
    expect(parts('', parseHtml('<p>без списка</p>'))).toEqual([])
  })
})
