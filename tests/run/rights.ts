/** `npm run rights`: writes the page of the rule book. */
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { rightsPage } from '../support/rights-page.ts'

const PAGE = 'docs/rights.md'

const options = await resolveConfig(PAGE)
await writeFile(PAGE, await format(rightsPage(), { ...options, filepath: PAGE }))
