/** Files that hold no plan, and files that mean harm (SPEC IM13). */
import { describe, expect, test } from 'vitest'
import { MAX_FILE_BYTES, importPlan } from '../../../server/exchange/import-plan.ts'
import { openArchive } from '../../../server/exchange/docx/zip.ts'
import { importBytes } from '../../support/docx-import.ts'
import { docxFiles, docxOf, headerRow, p, part, tbl, tc, tr } from '../../support/docx-xml.ts'
import { type ZipFile, zipOf } from '../../support/docx-zip.ts'

const PLAN = p('План на 2024 год') + tbl([headerRow(['№', 'Название', 'Срок']), tr(['1', 'Форум', 'май'])])

/** The plan's files with one of them replaced. */
const withFile = (file: ZipFile): Uint8Array =>
  zipOf([...docxFiles(PLAN).filter(({ name }) => name !== file.name), file])

const DOCUMENT = docxFiles(PLAN).find(({ name }) => name === 'word/document.xml') as ZipFile

const documentOf = (content: string): Uint8Array => withFile({ name: 'word/document.xml', content })

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const oleOf = (stream: string): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.from(OLE), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]))

const refusal = (bytes: Uint8Array, fileName = 'план.docx'): Promise<unknown> =>
  importBytes(bytes, { fileName }).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

type Case = [name: string, bytes: Uint8Array, code: string, fileName?: string]

describe('refused', () => {
  const deep = `${'<w:sdt><w:sdtContent>'.repeat(200)}${p('дно')}${'</w:sdtContent></w:sdt>'.repeat(200)}`
  const doctype = part('w:document', `<w:body>${PLAN}</w:body>`).replace(
    '<w:document',
    '<!DOCTYPE w [<!ENTITY a "b">]><w:document',
  )
  const cases: Case[] = [
    ['text under the name of a .docx', utf8('просто текст'), 'file-not-docx'],
    ['an empty file', new Uint8Array(0), 'file-not-docx'],
    ...['plan.docm', 'plan.dotx', 'plan.dotm'].map((name): Case => [
      `text under the name of ${name}`,
      utf8('текст'),
      'file-not-docx',
      name,
    ]),
    ...['plan.xlsm', 'plan.xltx', 'plan.xltm'].flatMap((name): Case[] => [
      [`text under the name of ${name}`, utf8('текст'), 'file-not-xlsx', name],
      [`a zip under the name of ${name}`, zipOf([{ name: 'a.txt', content: 'a' }]), 'file-not-xlsx', name],
    ]),
    ['a zip of something else', zipOf([{ name: 'a.txt', content: 'a' }]), 'file-not-docx'],
    [
      'a presentation',
      zipOf([{ name: 'ppt/presentation.xml', content: '<a/>' }]),
      'unsupported-media',
      'план.pptx',
    ],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'unsupported-media', 'план.png'],
    ['an old .doc', oleOf('WordDocument'), 'file-old-doc', 'план.doc'],
    ['an encrypted .docx', oleOf('EncryptedPackage'), 'file-encrypted'],
    [
      'an encrypted entry',
      zipOf(docxFiles(PLAN).map((file) => ({ ...file, encrypted: true }))),
      'file-encrypted',
    ],
    ['XML that ends too soon', documentOf('<w:document>'), 'file-broken'],
    [
      'bytes that are no UTF-8',
      withFile({ name: 'word/document.xml', content: Uint8Array.of(0x3c, 0xff, 0xff) }),
      'file-broken',
    ],
    ['a zip cut in half', docxOf(PLAN).slice(0, 400), 'file-broken'],
    ['a part whose checksum is not its own', withFile({ ...DOCUMENT, claimedCrc: 1 }), 'file-broken'],
    [
      'two main parts that differ',
      zipOf([...docxFiles(PLAN), { ...DOCUMENT, content: `${String(DOCUMENT.content)} ` }]),
      'file-broken',
    ],
    ['a DOCTYPE', documentOf(doctype), 'file-doctype'],
    ['too deep nesting', docxOf(deep + PLAN), 'file-too-deep'],
    ['no table', docxOf(p('План на 2024 год') + p('Форум, май')), 'file-no-table'],
    ['JSON of another kind', utf8('{"a": 1}'), 'unsupported-media', 'план.json'],
    ['JSON cut in half', utf8('{"format": "svod-plan/1", '), 'file-broken', 'план.json'],
    ['a plan in JSON without sections', utf8('{"format": "svod-plan/1"}'), 'file-broken', 'план.json'],
  ]
  test.each(cases)('[IM13] %s', async (_, bytes, code, fileName) => {
    expect(await refusal(bytes, fileName)).toBe(code)
  })

  test('[IM13] a file over the size limit, before it is looked into', async () => {
    const bytes = new Uint8Array(MAX_FILE_BYTES + 1)
    await expect(importPlan({ bytes, fileName: 'план.docx', locale: 'ru' })).rejects.toMatchObject({
      code: 'file-too-large',
    })
  })
})

test('[IM14] tables nested deep are read without reading each level twice', async () => {
  let inner = PLAN
  for (let depth = 0; depth < 40; depth += 1) inner = tbl([tr([tc(inner + p()), 'сбоку'])])
  const { warnings } = await importBytes(docxOf(PLAN + inner))
  expect(warnings.map(({ code }) => code)).toContain('table-as-text')
})

test('[IM13] more rows than any institution plans', async () => {
  const item = { id: 'i', title: { text: 'a' }, period: { text: '' } }
  const sections = [{ id: 's', title: 'a', items: Array.from({ length: 50_001 }, () => item) }]
  const plan = { format: 'svod-plan/1', title: 'a', year: 2024, columns: [], sections }
  expect(await refusal(utf8(JSON.stringify(plan)), 'план.json')).toBe('file-too-many-rows')
})

describe('a zip bomb', () => {
  const INFLATED_BYTES = 120 * 1024 * 1024
  const bomb = (content: string | Uint8Array, claimedSize: number): Uint8Array =>
    withFile({ name: 'word/document.xml', content, claimedSize, claimedCrc: 1 })

  test('[IM13] is refused by what it declares, before anything of it is inflated', async () => {
    expect(await refusal(bomb(' ', INFLATED_BYTES))).toBe('file-inflates')
  })

  test('[IM13] that lies about its size is cut off while it inflates', async () => {
    expect(await refusal(bomb(Buffer.alloc(INFLATED_BYTES, 0x20), 1000))).toBe('file-inflates')
  })

  test('[IM13] is never held in memory: reading stops at the limit', async () => {
    const content = Buffer.alloc(8 * 1024 * 1024, 0x20)
    const archive = await openArchive(zipOf([{ name: 'a', content }]), {
      inflatedBytes: 8 * 1024 * 1024,
      entries: 10,
    })
    let largest = 0
    for await (const chunk of archive.read('a')) largest = Math.max(largest, chunk.byteLength)
    expect(largest).toBeLessThanOrEqual(1024 * 1024)
    const small = { inflatedBytes: 8 * 1024 * 1024 - 1, entries: 10 }
    await expect(openArchive(zipOf([{ name: 'a', content }]), small)).rejects.toMatchObject({
      code: 'file-inflates',
    })
  })

  test('[IM13] of many entries is refused', async () => {
    const files = Array.from({ length: 6000 }, (_, index) => ({ name: `word/${index}.xml`, content: '' }))
    expect(await refusal(zipOf(files))).toBe('file-inflates')
  })
})
