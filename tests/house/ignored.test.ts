/** What a running Svod leaves in a checkout is nobody's source. */
import { expect, test } from 'vitest'
import { partOf } from '../../server/cli/whole-file.ts'
import { folderSwap } from '../../server/storage/folder-swap.ts'
import { readText } from '../support/sources.ts'

/** Of the patterns of git only what is used here: stars, and a slash behind a folder. */
const matches = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name)

test('[HS30] data folders, those put aside, and backups are ignored by git and by prettier', () => {
  const { folder, ready, aside } = folderSwap('data', 'TIME')
  for (const list of ['.gitignore', '.prettierignore']) {
    const patterns = readText(list).split('\n').filter(Boolean)
    for (const name of [folder, ready, aside, 'svod-backup-TIME.svod', partOf('house.svod')]) {
      expect([list, name, patterns.some((pattern) => matches(pattern, name))]).toEqual([list, name, true])
    }
  }
})
