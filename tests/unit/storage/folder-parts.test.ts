/** A data folder that lacks a part, is newer or may not be read: never a first start, never touched. */
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { openClassicKv } from '../../../server/storage/classic-kv.ts'
import { durableJsonFile } from '../../../server/storage/durable-json-file.ts'
import { openEmbeddedStorage } from '../../../server/storage/embedded.ts'
import { FORMAT_KEY } from '../../../server/storage/plan-keys.ts'
import { seal } from '../../../server/storage/sealed-value.ts'
import { startupSentence } from '../../../server/startup-sentence.ts'
import { SvodError } from '../../../shared/errors.ts'
import { logRecords, planEntry } from '../../support/storage-samples.ts'
import { temporaryFolder } from '../../support/temp.ts'

/** A folder as it lies there after some work and an orderly stop. */
const livedIn = async (): Promise<string> => {
  const folder = await temporaryFolder()
  for (let opening = 0; opening < 2; opening++) {
    const storage = await openEmbeddedStorage({ folder })
    if (opening === 0) await storage.createPlan('p', 'epoch')
    await storage.append('p', opening * 2, logRecords(opening * 2 + 1, opening * 2 + 2))
    await storage.catalogue.putPlan(planEntry('p'))
    await storage.close()
  }
  return folder
}

/** Every file below with its bytes, but notes of LevelDB that hold no data. */
const contentOf = async (folder: string): Promise<Map<string, string>> => {
  const names = await readdir(folder, { recursive: true })
  const found = new Map<string, string>()
  for (const name of names.toSorted()) {
    if (['LOG', 'LOG.old', 'LOCK'].includes(basename(name))) continue
    if ((await stat(join(folder, name))).isFile())
      found.set(name, await readFile(join(folder, name), 'latin1'))
  }
  return found
}

/** What opening says of a folder; that it leaves everything as it is. */
const refusal = async (folder: string): Promise<SvodError> => {
  const before = await contentOf(folder)
  const error: unknown = await openEmbeddedStorage({ folder }).then(
    async (storage) => {
      await storage.close()
      return null
    },
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SvodError)
  const after = await contentOf(folder)
  if (!before.has('plans/CURRENT')) expect(after).toEqual(before)
  // LevelDB itself may have been opened, and has put its log into a table.
  else expect(outside(after)).toEqual(outside(before))
  return error as SvodError
}

const outside = (content: ReadonlyMap<string, string>) =>
  [...content].filter(([name]) => !name.startsWith('plans'))

const firstOf = async (folder: string, ending: string): Promise<string> => {
  const name = (await readdir(join(folder, 'plans'))).find((one) => one.endsWith(ending))
  return join('plans', name ?? `none ${ending}`)
}

test('[AL1] a folder that has lost a part is refused, named and left as it is; with the part back all is there', async () => {
  const gone: [part: string, told?: string][] = [
    ['people.json'],
    ['catalogue.json'],
    ['plans'],
    ['plans/CURRENT'],
    ['MANIFEST', 'plans'],
  ]
  for (const [part, told = part] of gone) {
    const folder = await livedIn()
    const manifest = (await readdir(join(folder, 'plans'))).find((name) => name.startsWith('MANIFEST'))
    const lost = part === 'MANIFEST' ? join('plans', String(manifest)) : part
    await rename(join(folder, lost), `${folder}-aside`)
    const error = await refusal(folder)
    expect([part, error.code, error.details.what]).toEqual([part, 'data-incomplete', join(folder, told)])
    const sentence = startupSentence(error, null)
    expect(sentence).toContain(`${join(folder, told)} has gone. Nothing was changed; put it back`)
    expect(sentence?.includes('write {} into it')).toBe(part.endsWith('.json'))
    await rename(`${folder}-aside`, join(folder, lost))
    const storage = await openEmbeddedStorage({ folder })
    expect((await storage.loadPlan('p'))?.tail).toEqual(logRecords(1, 4))
    await storage.close()
  }
})

test('[AL1] an emptied store beside the lists, and a table of it that is missing, are no first start', async () => {
  const emptied = await livedIn()
  await rm(join(emptied, 'plans'), { recursive: true })
  await (await openClassicKv(join(emptied, 'plans'))).close()
  expect((await refusal(emptied)).code).toBe('data-incomplete')
  const cut = await livedIn()
  await rm(join(cut, await firstOf(cut, '.ldb')))
  expect((await refusal(cut)).code).toBe('data-broken')
})

test('[AL2] a lost file that its operator asks for anew, by {}, is begun; the plans are there', async () => {
  for (const name of ['people.json', 'catalogue.json']) {
    const folder = await livedIn()
    await writeFile(join(folder, name), ' {}\n')
    const storage = await openEmbeddedStorage({ folder })
    const secret = storage.catalogue.secret()
    expect((await storage.loadPlan('p'))?.seq).toBe(4)
    await storage.close()
    const again = await openEmbeddedStorage({ folder })
    expect(again.catalogue.secret()).toBe(secret)
    await again.close()
  }
})

test('[AL3] what a newer Svod has written is told as that, and left as it is', async () => {
  for (const [name, format] of [
    ['catalogue.json', 'svod-catalogue/'],
    ['people.json', 'svod-directory/'],
  ] as const) {
    const folder = await livedIn()
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replace(`${format}1`, `${format}12`))
    const error = await refusal(folder)
    expect(error.code).toBe('data-newer')
    expect(startupSentence(error, null)).toContain(
      `written by a newer Svod (${join(folder, name)}: ${format}12)`,
    )
  }
  const folder = await livedIn()
  const store = await openClassicKv(join(folder, 'plans'))
  await store.write([{ type: 'put', key: FORMAT_KEY, value: seal(Uint8Array.of(2)) }])
  await store.close()
  await expect(openEmbeddedStorage({ folder })).rejects.toMatchObject({ code: 'data-newer' })
})

test('[AL3] a file that this process may not read is told as that; damage is told in one line', async () => {
  const forbidden = () =>
    Promise.reject(Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }))
  const none = () => Promise.reject(new Error('not asked'))
  const fs = { read: forbidden, create: none, rename: none, syncFolder: none }
  const error: unknown = await durableJsonFile('/data/people.json', (value) => value, fs)
    .read()
    .catch((e: unknown) => e)
  expect(startupSentence(error, null)).toBe(
    '/data/people.json cannot be read (EACCES: permission denied): see that it belongs to the account that runs Svod. Nothing was changed.',
  )
  const folder = await livedIn()
  const path = join(folder, 'catalogue.json')
  await writeFile(path, (await readFile(path, 'utf8')).replace('"year": 2026', '"year": "2026"'))
  const sentence = startupSentence(await refusal(folder), null)
  expect(sentence).toContain(`is damaged: ${path} (plans.0.year: `)
  expect(sentence).not.toContain('\n')
})
