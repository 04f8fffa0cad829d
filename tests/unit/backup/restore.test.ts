/** `backup` and `restore` as an operator types them, on the store of a stopped server. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { cli } from '../../support/cli.ts'
import { temporaryFolder } from '../../support/temp.ts'

test('[CL10] a name with separators of lines in it is backed up and restored', async () => {
  const home = await temporaryFolder()
  const [data, copy, file] = [join(home, 'data'), join(home, 'copy'), join(home, 'house.svod')]
  const department = { id: 'd1', name: 'Отдел\u2028планов\u2029', short: 'Отд.', hue: 2 }
  const storage = await openEmbeddedStorage({ folder: data })
  await storage.catalogue.putDepartments([department])
  await storage.close()
  const made = await cli(['backup', '-o', file, '--data', data])
  expect([made.code, made.errors]).toEqual([0, ''])
  expect(await readFile(file, 'utf8')).toContain(department.name)
  const restored = await cli(['restore', file, '--data', copy])
  expect([restored.code, restored.errors]).toEqual([0, ''])
  const again = await openEmbeddedStorage({ folder: copy })
  expect(again.catalogue.departments()).toEqual([department])
  await again.close()
})
