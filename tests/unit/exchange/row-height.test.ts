/** Rows of Excel tables are as high as their words (SPEC XR1). */
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import { rowHeights } from '../../../server/exchange/write/row-height.ts'
import { itemDraft } from '../../support/drafts.ts'
import { withItems } from '../../support/export-files.ts'

const LINE = 15
const linesOf = (text: string, width: number): number => {
  const [height] = rowHeights([[text]], [{ width, wraps: true }]).values()
  return (height?.height ?? LINE) / LINE
}

describe('rows of a table', () => {
  test('[XR1] are as many lines high as their longest text takes in its column', () => {
    expect(linesOf('Час чтения', 24)).toBe(1)
    expect(linesOf('Неделя\nжизни\nбиблиотеки', 24)).toBe(3)
    expect(linesOf('Областной фестиваль молодёжного чтения', 24)).toBe(2)
    expect(linesOf('x'.repeat(60), 24)).toBe(3)
    expect(linesOf('слово '.repeat(5000), 24) * LINE).toBe(409)
    expect(rowHeights([['а б в'.repeat(50), null, 7]], [{ width: 8, wraps: false }]).size).toBe(0)
  })

  test('[XR1] say so in the file, and only where one line does not do', async () => {
    const plan = withItems([
      itemDraft('Час чтения'),
      itemDraft('Подведение итогов областного конкурса чтецов '.repeat(4)),
    ])
    const bytes = await writePlan({
      plan,
      format: 'xlsx',
      locale: 'ru',
      hidden: false,
      at: '2022-01-01T00:00:00Z',
    })
    const rows = (await readXlsx(bytes)).sheets[0]?.rowDefs
    expect(rows?.get(1)?.height).toBeUndefined()
    expect(rows?.get(2)?.height).toBe(4 * LINE)
  })
})
