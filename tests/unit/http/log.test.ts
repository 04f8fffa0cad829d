/** How the log looks at a terminal, what becomes of lines that cannot be written, and the ids that stand in them. */
import fs, { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { randomId } from '../../../server/ids.ts'
import { createLog, readableLine } from '../../../server/log.ts'
import { isId } from '../../../shared/plan/schema.ts'
import { temporaryFolder } from '../../support/temp.ts'

test('[PS3] a person at a terminal reads the message, the url and the error, and no JSON', () => {
  const time = new Date(2022, 0, 1, 9, 5, 7).getTime()
  const line = (fields: object) => readableLine(JSON.stringify({ level: 30, time, ...fields }))
  expect(line({ msg: 'listening', url: 'http://127.0.0.1:4400' })).toBe(
    '09:05:07 listening  url=http://127.0.0.1:4400\n',
  )
  expect(line({ level: 40, msg: 'beware', times: 2 })).toBe('09:05:07 warning beware  times=2\n')
  expect(line({ level: 50, msg: 'failed', err: { stack: 'Error: x\n at y' } })).toBe(
    '09:05:07 error failed  \n  Error: x\n   at y\n',
  )
})

test.each([false, true])(
  '[BL1] a log that cannot be written fails nobody, and goes on (readable: %s)',
  async (readable) => {
    const file = join(await temporaryFolder(), 'log')
    const fd = openSync(file, 'w')
    onTestFinished(() => closeSync(fd))
    const log = createLog('info', readable, fd)
    const failing = (code: string) =>
      vi.spyOn(fs, 'writeSync').mockImplementation(() => {
        throw Object.assign(new Error(code), { code })
      })
    const full = failing('ENOSPC')
    log.info('first')
    log.error({ err: new Error('second') }, 'second')
    log.info('x'.repeat(1 << 20))
    full.mockRestore()
    log.info('third')
    const lines = readFileSync(file, 'utf8')
    for (const word of ['first', 'second', 'third']) expect(lines).toContain(word)
    expect(lines).not.toContain('xxx')
    const gone = failing('EPIPE')
    log.info('fourth')
    gone.mockRestore()
    log.info('fifth')
    expect(readFileSync(file, 'utf8')).toContain('fifth')
  },
)

test('[CM2] ids are random, and fit where ids may stand', () => {
  const ids = Array.from({ length: 5000 }, randomId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => isId(id) && id.length === 12)).toBe(true)
})
