/** Files that the command line writes: whole, or what was there before. */
import { open, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { partOf, writeNew, writeWhole } from '../../../server/cli/whole-file.ts'
import { temporaryFolder } from '../../support/temp.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test('[BL3] a file is replaced when the new one is on disk, and stays as it was where that fails', async () => {
  const folder = await temporaryFolder()
  const [file, link] = [join(folder, 'plan.docx'), join(folder, 'link')]
  await writeWhole(file, bytesOf('old'))
  const handle = await open(file)
  const full = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'sync')
  await handle.close()
  full.mockRejectedValueOnce(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
  const refused = {
    code: 'write',
    values: { file, reason: expect.stringMatching(/no space|ENOSPC/) as string },
  }
  await expect(writeWhole(file, bytesOf('new'))).rejects.toMatchObject(refused)
  full.mockRestore()
  expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['old', ['plan.docx']])
  // A link goes on leading to its file, and what is no file is written to as it is.
  await symlink(file, link)
  await writeWhole(link, bytesOf('newer'))
  expect(await readFile(file, 'utf8')).toBe('newer')
  await writeWhole('/dev/null', bytesOf('nobody'))
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
})

test('[BL3] what breaks off half-way has no name but that of a part', async () => {
  const file = join(await temporaryFolder(), 'house.svod')
  await writeFile(partOf(file), 'of a process that was killed')
  const body = async function* () {
    yield bytesOf('half')
    throw new Error('the server is gone')
  }
  await expect(writeNew(partOf(file), body(), 0o600)).rejects.toThrow('the server is gone')
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
})
