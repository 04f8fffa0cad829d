/** Whose pages may ask for changes. */
import { expect, test } from 'vitest'
import { isOriginAllowed } from '../../../server/auth/origin-check.ts'

const LOCAL = { publicOrigin: null, host: '127.0.0.1' }
const OPEN = { publicOrigin: null, host: '0.0.0.0' }

test('[AU6] programs send no Origin and are let through, browsers name their page', () => {
  expect(isOriginAllowed({ host: 'localhost:4400' }, LOCAL)).toBe(true)
  expect(isOriginAllowed({ 'sec-fetch-site': 'none' }, LOCAL)).toBe(true)
  expect(isOriginAllowed({ 'sec-fetch-site': 'same-origin' }, LOCAL)).toBe(true)
  expect(isOriginAllowed({ 'sec-fetch-site': 'same-site' }, LOCAL)).toBe(false)
  expect(isOriginAllowed({ 'sec-fetch-site': 'cross-site' }, LOCAL)).toBe(false)
})

test('[AU6] without SVOD_URL the page must come from the host that the request names', () => {
  const host = 'localhost:4400'
  expect(isOriginAllowed({ host, origin: 'http://localhost:4400' }, LOCAL)).toBe(true)
  expect(isOriginAllowed({ host, origin: 'http://LOCALHOST:4400' }, LOCAL)).toBe(true)
  for (const origin of ['http://localhost:4401', 'http://127.0.0.1:4400', 'null', '', 'localhost:4400']) {
    expect([origin, isOriginAllowed({ host, origin }, LOCAL)]).toEqual([origin, false])
  }
  expect(isOriginAllowed({ origin: 'http://localhost:4400' }, LOCAL)).toBe(false)
})

test('[AU7] a server of this machine alone believes in no foreign name, one for others does', () => {
  const rebound = { host: 'evil.example:4400', origin: 'http://evil.example:4400' }
  expect(isOriginAllowed(rebound, LOCAL)).toBe(false)
  expect(isOriginAllowed(rebound, OPEN)).toBe(true)
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    const own = { host: `${name}:4400`, origin: `http://${name}:4400` }
    expect([name, isOriginAllowed(own, LOCAL)]).toEqual([name, true])
  }
  const lookalike = { host: '127.0.0.1.evil.example', origin: 'http://127.0.0.1.evil.example' }
  expect(isOriginAllowed(lookalike, LOCAL)).toBe(false)
})
