/** How the log looks at a terminal, and the ids that stand in it. */
import { expect, test } from 'vitest'
import { randomId } from '../../../server/ids.ts'
import { readableLine } from '../../../server/log.ts'
import { isId } from '../../../shared/plan/schema.ts'

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

test('[CM2] ids are random, and fit where ids may stand', () => {
  const ids = Array.from({ length: 5000 }, randomId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => isId(id) && id.length === 12)).toBe(true)
})
