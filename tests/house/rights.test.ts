/** The page of the rule book says what the rule book says. */
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { rightsPage } from '../support/rights-page.ts'
import { readText } from '../support/sources.ts'

test('[RB6] docs/rights.md is the table of the rule book (npm run rights)', async () => {
  const options = await resolveConfig('docs/rights.md')
  expect(readText('docs/rights.md')).toBe(await format(rightsPage(), { ...options, parser: 'markdown' }))
})
