/** Rights are those of the moment in which all of a call is there, however slowly it was sent. */
import { type Socket, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Headers } from '../support/http.ts'
import { createPlan } from './http-fixture.ts'
import { type House, type Member, startHouse } from './people-fixture.ts'

interface Call {
  path: string
  body: string
  /** Sent in chunks, without a size. */
  chunked?: boolean
  type?: string
}

const answered = (socket: Socket, pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    socket.on('data', (bytes) => {
      heard += bytes.toString()
      if (pattern.test(heard)) resolve(heard)
    })
    socket.on('close', () => reject(new Error(`the connection ended after: ${heard}`)))
  })

const headOf = ({ path, body, chunked, type = 'application/json' }: Call, headers: Headers, host: string) => {
  const length =
    chunked === true ? 'transfer-encoding: chunked' : `content-length: ${Buffer.byteLength(body)}`
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${path} HTTP/1.1`, `host: ${host}`, `content-type: ${type}`, length, ...lines]
}

/** Sends a call up to the middle of its body, which the server has begun to read then; the rest follows `meanwhile`. */
const slowly = async (house: House, { headers }: Member, call: Call, meanwhile: () => Promise<unknown>) => {
  const { hostname, port, host } = new URL(house.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  const begun = answered(socket, /100 Continue/)
  socket.write(`${[...headOf(call, headers, host), 'expect: 100-continue'].join('\r\n')}\r\n\r\n`)
  await begun
  const bytes = Buffer.from(call.body)
  const send = (part: Buffer) => {
    if (call.chunked !== true) return socket.write(part)
    return socket.write(
      Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    )
  }
  send(bytes.subarray(0, 9))
  await meanwhile()
  const answer = answered(socket, /HTTP\/1\.1 [2-5]\d\d/)
  send(bytes.subarray(9))
  if (call.chunked === true) socket.write('0\r\n\r\n')
  return Number(/HTTP\/1\.1 ([2-5]\d\d)/.exec(await answer)?.[1])
}

const token = { path: '/api/tokens', body: JSON.stringify({ name: 'Робот', role: 'chief' }) }

test('[PP19] whose account is closed while their call comes in gets 401, and there is no token', async () => {
  const house = await startHouse()
  for (const chunked of [false, true]) {
    const anna = await house.join(`anna-${chunked}`, 'chief')
    const close = () => house.as(house.chief, 'DELETE', `/api/people/${anna.id}`)
    expect(await slowly(house, anna, { ...token, chunked }, close)).toBe(401)
  }
  expect(house.storage.directory.data.tokens).toEqual([])
  expect(await slowly(house, house.chief, token, () => Promise.resolve())).toBe(201)
})

test('[PP19] who lost a right while their call came in gets 403', async () => {
  const house = await startHouse()
  const plan = await createPlan(house)
  const lower = (member: Member) => () =>
    house.as(house.chief, 'PATCH', `/api/people/${member.id}`, { role: 'viewer' })
  const anna = await house.join('anna', 'chief')
  expect(await slowly(house, anna, token, lower(anna))).toBe(403)
  expect(house.storage.directory.data.tokens).toEqual([])
  const boris = await house.join('boris', 'chief')
  const section = { path: `/api/plans/${plan}/sections`, body: JSON.stringify({ title: 'Раздел' }) }
  expect(await slowly(house, boris, section, lower(boris))).toBe(403)
})

test('[PP19] a file that comes in slowly is read for who may still have it read', async () => {
  const house = await startHouse()
  const anna = await house.join('anna', 'editor')
  const file = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nМарт'
  const form = {
    path: '/api/plans/import',
    type: 'multipart/form-data; boundary=fence',
    body: `--fence\r\n${file}\r\n--fence--\r\n`,
  }
  const close = () => house.as(house.chief, 'DELETE', `/api/people/${anna.id}`)
  expect(await slowly(house, anna, form, close)).toBe(401)
  expect(house.storage.catalogue.plans()).toEqual([])
})
