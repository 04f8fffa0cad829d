/** Processes that read files: what a file can do to them, and to whoever started them (SPEC MI1 to MI5). */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeFragment } from '../../../shared/plan/fragment.ts'
import type { Block } from '../../../shared/plan/rich.ts'
import { helperEnvironment } from '../../../server/config.ts'
import { MAX_TOKEN_BYTES } from '../../../server/exchange/docx/xml.ts'
import { MAX_CELL_CHARS } from '../../../server/exchange/cell-limit.ts'
import { readFrames, writeFrame } from '../../../server/exchange/frames.ts'
import { startProcess } from '../../../server/exchange/helper-process.ts'
import { ImportPool } from '../../../server/exchange/import-pool.ts'
import { MAX_JSON_VALUES } from '../../../server/exchange/json-rows.ts'
import { MAX_LINES, MAX_TEXT_CHARS } from '../../../server/exchange/text/decode.ts'
import { WorkerPool } from '../../../server/exchange/worker-pool.ts'
import { importBytes } from '../../support/docx-import.ts'
import { docxOf, p, part } from '../../support/docx-xml.ts'
import { zipOf } from '../../support/docx-zip.ts'
import type { Greed } from '../../support/greedy-helper.ts'
import { temporaryFolder } from '../../support/temp.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const refusal = (bytes: Uint8Array, fileName: string): Promise<unknown> =>
  importBytes(bytes, { fileName }).then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  )

test('[MI1] a file that fills its process ends that alone, and the next one is read', async () => {
  const rows = Array.from({ length: 38_000 }, (_, at) => `${at};${'форум '.repeat(30)}${at};май`)
  const bytes = utf8(`№;Мероприятие;Срок\n${rows.join('\n')}`)
  const request = { fileName: 'план.csv', locale: 'ru' } as const
  const pool = new ImportPool({ memoryMb: 24, youngMb: 3 })
  await expect(pool.run({ ...request, bytes })).rejects.toMatchObject({ code: 'file-inflates' })
  const small = utf8('№;Мероприятие;Срок\n1;Форум;май')
  const { built } = await pool.run({ ...request, bytes: small, isGiven: true })
  expect(built.plan.columns.length).toBeGreaterThan(2)
  expect(built.sections.map((piece) => new TextDecoder().decode(piece)).join('')).toContain('Форум')
  // Those that were given away are free.
  expect([bytes.length > 0, small.length]).toEqual([true, 0])
})

test('[MI1] a process that cannot go on says why', async () => {
  const pool = new ImportPool()
  const request = { bytes: null as never, fileName: 'план.csv', locale: 'ru' } as const
  await expect(pool.run(request)).rejects.toThrow(/TypeError/)
})

test('[MI2] JSON that is all brackets is refused before it is parsed', async () => {
  const start = '{"format":"svod-plan/1","sections":['
  expect(await refusal(utf8(start + '[],'.repeat(MAX_JSON_VALUES)), 'план.json')).toBe('file-inflates')
  expect(await refusal(utf8(start + '['.repeat(100_000)), 'план.json')).toBe('file-too-deep')
  const row = '{"format":"svod-plan/1","sections":[{"items":[{"parts":['
  expect(await refusal(utf8(row + '[],'.repeat(MAX_JSON_VALUES)), 'план.json')).toBe('file-inflates')
  expect(await refusal(utf8(row + '['.repeat(100_000)), 'план.json')).toBe('file-too-deep')
  expect(await refusal(utf8(`${row}]},${'{},'.repeat(50_000)}`), 'план.json')).toBe('file-too-many-rows')
  const quoted = JSON.stringify({ format: 'svod-plan/1', title: '["\\'.repeat(1_000) })
  expect(await refusal(utf8(quoted), 'план.json')).toBe('file-broken')
})

test('[MI3] a text, a name, a value or a comment that never ends is not kept until it does', async () => {
  const long = 'a'.repeat(MAX_TOKEN_BYTES + (1 << 17))
  const bodies = [
    p(long),
    `<w:p w:x="${long}"/>`,
    `<w:${long}/>`,
    `<!--${long}-->`,
    `<?x ${long}?>`,
    `&${long};`,
  ]
  const files = bodies.map((body) => docxOf(`${body}${p('План')}`))
  expect(await Promise.all(files.map((bytes) => refusal(bytes, 'план.docx')))).toEqual(
    bodies.map(() => 'file-inflates'),
  )
  const many = part('w:document', `<w:body>${p('a'.repeat(60_000)).repeat(100)}</w:body>`)
  const file = { name: 'word/document.xml', content: many }
  expect(await refusal(zipOf([file]), 'план.docx')).toBe('file-no-table')
})

test('[MI4] a process that reads files has no secret of the server', () => {
  const env = {
    TZ: 'Europe/Kyiv',
    SVOD_ADMIN_TOKEN: 'secret',
    SVOD_SMTP_URL: 'smtp://a:b@c',
    NODE_OPTIONS: '--inspect',
  }
  expect(helperEnvironment(env)).toEqual({
    TZ: 'Europe/Kyiv',
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '262144',
    MALLOC_TRIM_THRESHOLD_: '1048576',
  })
})

test('[MI8] text that nobody could work with is refused, styles and pictures of a page are not counted', async () => {
  const cyrillic = 'форум '.repeat(MAX_TEXT_CHARS / 6 + 1)
  const page = (inside: string) => utf8(`<html><meta charset="utf-8"><body>${inside}</body></html>`)
  const table = '<table><tr><th>№<th>Название<th>Срок<tr><td>1<td>Форум<td>май</table>'
  const long = 'a'.repeat(MAX_TEXT_CHARS + 1)
  const found = [
    await refusal(utf8(`№;Название;Срок\n1;${cyrillic};май`), 'план.csv'),
    await refusal(utf8(cyrillic), 'план.txt'),
    await refusal(
      page(`<p>${'форум '.repeat(100)}</p>`.repeat(MAX_TEXT_CHARS / 600 + 1) + table),
      'план.html',
    ),
    await refusal(page(`<style>${long}</style>${table}<img src="data:,${long}">`), 'план.html'),
  ]
  expect(found).toEqual([...Array<string>(3).fill('file-too-much-text'), 'accepted'])
})

test('[MK1] a cell that no plan could hold is refused, whatever the file is', async () => {
  const long = (chars: number) => 'форум '.repeat(Math.ceil(chars / 6)).slice(0, chars)
  const row = (cell: string) => `<table><tr><th>№<th>Название<th>Срок<tr><td>1<td>${cell}<td>май</table>`
  const item = { id: 'a', title: { text: long(MAX_CELL_CHARS + 1), html: '' }, period: { text: 'май' } }
  const column = { key: 'title', title: 'Название' }
  const plan = { format: 'svod-plan/1', title: 'План', year: 2026, columns: [column] }
  const json = { ...plan, sections: [{ id: 's', title: 'Раздел', items: [item] }] }
  const found = [
    await refusal(utf8(row(long(MAX_CELL_CHARS + 1))), 'план.html'),
    await refusal(utf8(row(`<p>${long(MAX_CELL_CHARS / 2)}</p>`.repeat(3))), 'план.html'),
    await refusal(utf8(`№;Название;Срок\n1;${long(MAX_CELL_CHARS + 1)};май`), 'план.csv'),
    await refusal(
      docxOf(
        p(long(MAX_CELL_CHARS / 2))
          .replace('</w:p>', '')
          .concat(p(long(MAX_CELL_CHARS / 2 + 9)).replace('<w:p>', '')),
      ),
      'план.docx',
    ),
    await refusal(utf8(JSON.stringify(json)), 'план.json'),
    await refusal(utf8(row(long(MAX_CELL_CHARS))), 'план.html'),
  ]
  expect(found).toEqual([...Array<string>(5).fill('file-cell-too-long'), 'accepted'])
})

test('[MK3] [MK4] what there are very many of is read, and of what is told of it the first', async () => {
  const many = 130_000
  const blocks = Array<Block>(many).fill({ type: 'paragraph', content: [] })
  expect(makeFragment(blocks)).toBeDefined()
  const deleted = '<w:r><w:delText>а</w:delText></w:r>'.repeat(many)
  expect(await refusal(docxOf(`<w:p><w:del>${deleted}</w:del></w:p>`), 'план.docx')).toBe('file-no-table')
  expect(await refusal(utf8('-----+-----\n'.repeat(200_000)), 'план.txt')).toBe('file-no-table')
  const hidden = '<p hidden>Тайна</p>'.repeat(2_100)
  const page = `${hidden}<table><tr><th>№<th>Название<th>Срок<tr><td>1<td>Форум<td>май</table>`
  const { warnings } = await importBytes(utf8(page), { fileName: 'план.html' })
  const told = warnings.filter(({ code }) => code === 'hidden-text')
  expect([told.length, warnings.at(-1)]).toMatchObject([2_000, { code: 'warnings-left-out' }])
})

/** What a server does: it starts a helper and hands it this much. */
const STARTER = `const { spawn } = require('node:child_process')
const [script, frame] = process.argv.slice(1)
const stdio = ['ignore', 'ignore', 'inherit', 'pipe']
const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio })
child.stdio[3].write(require('node:fs').readFileSync(frame))`

test('[MI7] a process that works without a breath ends when the server is killed', async () => {
  const frame = join(await temporaryFolder(), 'frame')
  await writeFrame(createWriteStream(frame), new Uint8Array(2 << 20))
  const script = fileURLToPath(new URL('../../support/endless-helper.ts', import.meta.url))
  const server = spawn(process.execPath, ['-e', STARTER, script, frame], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [words] = (await once(server.stderr, 'data')) as [Buffer]
  expect(String(words)).toBe('working')
  server.kill('SIGKILL')
  // Its other end is held by the helper alone.
  await once(server.stderr, 'close')
})

test('[MI5] what is said over the pipe comes out the same, its bytes in buffers of their own', async () => {
  const pipe = new PassThrough({ highWaterMark: 64 })
  const next = readFrames(pipe)
  const said = {
    a: [new Uint8Array(0), Uint8Array.of(1, 2)],
    text: 'план \ud800',
    none: undefined,
    day: new Date(0),
  }
  const view = new Uint8Array(100_000).fill(7).subarray(10, 90_010)
  void writeFrame(pipe, said)
  void writeFrame(pipe, view)
  expect(await next()).toMatchObject({ value: said })
  const { value } = (await next()) as { value: Uint8Array }
  expect([value.length, value.buffer.byteLength, value.every((byte) => byte === 7)]).toEqual([
    90_000,
    90_000,
    true,
  ])
  const half = next()
  pipe.end(Buffer.from([2, 0]))
  expect(await half).toBeNull()
})

const OUT_OF_FILES = `
  import { openSync } from 'node:fs'
  import { ImportPool } from './server/exchange/import-pool.ts'
  const pool = new ImportPool()
  try { for (;;) openSync('/dev/null') } catch {}
  const request = { fileName: 'a.csv', locale: 'ru', bytes: new Uint8Array(1) }
  for (let at = 0; at < 3; at++) await pool.run(request).catch((error) => console.log(error.code))
`

/** What a program prints that runs from the sources, in a process of its own. */
const printedBy = async (program: string, before = ''): Promise<string> => {
  const node = `${before} exec "${process.execPath}" --import tsx --input-type=module -e "$0"`
  return (await promisify(execFile)('sh', ['-c', node, program])).stdout
}

test('[RW20] a server that has no file left for another process refuses a file and lives on', async () => {
  expect(await printedBy(OUT_OF_FILES, 'ulimit -n 1000;')).toBe('EMFILE\n'.repeat(3))
})

const EXIT_AT_WORK = `
  import children from 'node:child_process'
  import { syncBuiltinESMExports } from 'node:module'
  const { spawn } = children
  children.spawn = (...all) => {
    const child = spawn(...all)
    child.stdio[3].once('readable', () => (console.log(child.pid), process.exit()))
    return child
  }
  syncBuiltinESMExports()
  const { startProcess } = await import('./server/exchange/helper-process.ts')
  startProcess('../../tests/support/hostile-helper')({}, {}).on('error', () => undefined)
`

test('[RW20] a process that is at work when the server ends ends with it', async () => {
  const pid = Number(await printedBy(EXIT_AT_WORK))
  expect(pid).toBeGreaterThan(1)
  const isThere = () => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  await expect.poll(isThere, { timeout: 10_000 }).toBe(false)
})

test('[RW20] a process that was taken over ends with its request, whatever it says and does not read', async () => {
  const start = startProcess('../../tests/support/hostile-helper')
  const limits = { maxWorkers: 1, maxWaiting: 0, timeoutMs: 20_000, memoryMb: 32, start }
  const pool = new WorkerPool(limits, { timeout: 'import-timeout', memory: 'file-inflates' })
  await expect(pool.run({ bytes: new Uint8Array(8_000_000) })).rejects.toThrow(/read|deserialize/i)
})

test('[RW20] no room is made for a frame of more than an answer can be', async () => {
  const heard = (...numbers: number[]) => {
    const pipe = new PassThrough()
    pipe.write(Buffer.from(Uint32Array.from(numbers).buffer))
    return readFrames(pipe, 1_000_000)()
  }
  await expect(heard(2, 900_000, 100_001)).rejects.toThrow('1000001')
  await expect(heard(0xffffffff)).rejects.toThrow('4294967295')
  expect(await heard(0)).toBeNull()
})

const greedy = (residentMb: number) => {
  const start = startProcess<Greed>('../../tests/support/greedy-helper', { residentMb })
  const limits = { maxWorkers: 1, maxWaiting: 0, timeoutMs: 60_000, memoryMb: 512, start }
  return new WorkerPool<Greed, { heard: number; before: number; after: number }>(limits, {
    timeout: 'import-timeout',
    memory: 'file-inflates',
  })
}

test('[MM1] a process that has more memory than it may is ended, wherever that lies', async () => {
  const pool = greedy(300)
  await expect(pool.run({ kept: 1_000 })).rejects.toMatchObject({ code: 'file-inflates' })
  expect((await pool.run({ dropped: 1 })).before).toBeLessThan(300)
})

test('[MM2] what a process no longer needs goes back to the system before it answers', async () => {
  const { before, after } = await greedy(1_000).run({ dropped: 150 })
  expect(before).toBeGreaterThan(200)
  expect(after).toBeLessThan(before - 80)
})

test('[MM3] a request lies in its process once', async () => {
  const bytes = new Uint8Array(24 << 20).fill(1)
  expect((await greedy(1_000).run({ bytes })).heard).toBeLessThan(28)
})

test('[MM4] a text of more lines than rows could have is refused before it is cut up', async () => {
  const lines = 'а\n'.repeat(MAX_LINES + 1)
  expect(await refusal(utf8(lines), 'план.txt')).toBe('file-inflates')
  expect(await refusal(utf8(`№;Мероприятие;Срок\n1;"${lines}";май`), 'план.csv')).toBe('file-inflates')
})
