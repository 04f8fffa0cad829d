/** The links to the files of an approved edition. */
import { afterEach, expect, test } from 'vitest'
import { KeptFiles } from '../../../../client/versions/KeptFiles.tsx'
import { VersionWords } from '../../../../client/versions/VersionWords.tsx'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { editionOf } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())

test('[WO6] the link to a kept file is named by what it is, its sum is the hint', async () => {
  const sha256 = 'ab'.repeat(32)
  const files = [{ format: 'pdf', state: 'ready', size: 25_000, sha256 }] as const
  const version = { ...editionOf(2, 'На подпись'), files: [...files] }
  const drawn = await draw(
    <VersionWords>
      <KeptFiles planId="p1" version={version as never} />
    </VersionWords>,
  )
  remove = drawn.remove
  const link = drawn.container.querySelector('a')
  const label = link?.getAttribute('aria-label')?.replaceAll('\u00a0', ' ')
  expect(label).toBe(ru('versions.file.pdf.label', { number: '2', size: '25 кБ' }))
  expect(link?.title).toBe(ru('versions.file.sum', { sum: sha256 }))
})
