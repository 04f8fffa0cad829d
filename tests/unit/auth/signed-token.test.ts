/** Signed values, and the cookies that carry them. */
import { expect, test } from 'vitest'
import { readCookie, writeCookie } from '../../../server/auth/cookies.ts'
import { createSigner } from '../../../server/auth/signed-token.ts'

test('[AU4] what was signed opens with the same secret and purpose alone', () => {
  const signer = createSigner('secret', 'test')
  const token = signer.sign({ name: 'Анна' })
  expect(signer.open(token)).toEqual({ name: 'Анна' })
  expect(createSigner('other', 'test').open(token)).toBeNull()
  expect(createSigner('secret', 'other').open(token)).toBeNull()
})

test('[AU5] no other spelling of a token opens, not even of its spare bits', () => {
  const signer = createSigner('secret', 'test')
  const token = signer.sign({ role: 'viewer' })
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.='
  const changed = Array.from(token, (_, at) =>
    Array.from(alphabet, (char) => token.slice(0, at) + char + token.slice(at + 1)),
  ).flat()
  expect(changed.filter((other) => other !== token && signer.open(other) !== null)).toEqual([])
  for (const odd of ['', 'v1', 'v1..', `${token}=`, ` ${token}`, `v1.${'a'.repeat(5000)}.b`]) {
    expect(signer.open(odd)).toBeNull()
  }
})

test('[AU4] a cookie is found among others, whatever stands around it', () => {
  expect(readCookie('a=1; svod=x.y; b=2', 'svod')).toBe('x.y')
  expect(readCookie('svod=x=y', 'svod')).toBe('x=y')
  expect(readCookie('notsvod=1; svod2=2', 'svod')).toBeNull()
  expect(readCookie(undefined, 'svod')).toBeNull()
  expect(readCookie(';;=;svod', 'svod')).toBeNull()
})

test('[AU4] cookies are out of reach of scripts and of other sites', () => {
  expect(writeCookie('svod', 'x', { secure: true, maxAgeSeconds: 60 })).toBe(
    'svod=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
  )
})
