/** Reports on plans whose words were written to break their files. */
import { readXlsx } from 'hucre/xlsx'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { writePlan } from '../../../server/exchange/write-plan.ts'
import type { FactJson, PlanJson } from '../../../shared/plan/json.ts'
import { partOf } from '../../support/docx-edit.ts'
import { itemDraft } from '../../support/drafts.ts'
import { withItems } from '../../support/export-files.ts'

const reported = (plan: PlanJson, format: 'docx' | 'xlsx'): Promise<Uint8Array> =>
  writePlan({
    plan,
    format,
    locale: 'ru',
    hidden: false,
    at: '2022-01-01T00:00:00Z',
    report: { span: { from: null, to: null, upTo: '2022-12-31' }, departments: { method: 'Отдел' } },
  })

const planWith = (department: string | null, fact: FactJson): PlanJson => {
  const plan = withItems([itemDraft('=1+1', { state: 'done', fact })])
  const sections = plan.sections.map((section) => ({ ...section, department }))
  return { ...plan, title: '+План', organisation: '@SUM(A1)', sections }
}

const ODD = "=cmd|' /C calc'!A0\u0000\u0008\u001f\ufffe\ud800 <b>&amp;]]>"

const PARTS = {
  docx: ['word/document.xml', 'word/_rels/document.xml.rels'],
  xlsx: ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/sharedStrings.xml'],
}

const textsOf = (bytes: Uint8Array, format: 'docx' | 'xlsx'): Promise<string[]> =>
  Promise.all(PARTS[format].map((name) => partOf(bytes, name)))

test.each(['docx', 'xlsx'] as const)(
  '[AK22] a %s holds any department and any fact, and no formula',
  async (format) => {
    for (const department of ['constructor', '__proto__', 'toString', '', null]) {
      const texts = await textsOf(await reported(planWith(department, {}), format), format)
      expect(texts.join('')).not.toContain('[native code]')
    }
    const fact: FactJson = {
      on: '0001-01-01',
      result: ODD,
      link: 'https://a.example/"><Relationship Id="x" Target="file:///c:/"/>',
      participants: 10_000_000,
    }
    const bytes = await reported(planWith('method', fact), format)
    for (const text of await textsOf(bytes, format)) {
      // Throws where it is no XML.
      new SaxesParser().write(text).close()
      expect(text).not.toMatch(/<f[ >]/)
      // eslint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0008\u001f\ufffe]/)
      expect(text).not.toMatch(/Target="(?!https?:|[a-z0-9/.-]+")/i)
    }
    if (format === 'docx') return
    const { sheets } = await readXlsx(bytes)
    expect(JSON.stringify(sheets[1]?.rows)).toContain("=cmd|' /C calc'!A0")
  },
)

test('[AK22] so does the table of the plan itself', async () => {
  const plan = withItems([itemDraft('x', { cells: { c1: ODD } })])
  const [section] = plan.sections
  const named = { ...plan, title: ODD, sections: section ? [{ ...section, title: ODD }] : [] }
  const columns = plan.columns.map((column) => ({ ...column, title: ODD }))
  const bytes = await writePlan({
    plan: { ...named, columns },
    format: 'xlsx',
    locale: 'ru',
    hidden: false,
    at: '2022-01-01T00:00:00Z',
  })
  for (const name of ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'docProps/core.xml']) {
    new SaxesParser().write(await partOf(bytes, name)).close()
  }
})
