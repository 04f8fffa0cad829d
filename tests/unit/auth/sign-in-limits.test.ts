/** How often somebody may try to sign in, on a clock of the test's own. */
import { expect, test } from 'vitest'
import { addressGroup, addressOf } from '../../../server/auth/address.ts'
import { type Attempt, createSignInLimits } from '../../../server/auth/sign-in-limits.ts'
import { tryPassword } from '../../../server/commands/people/try-password.ts'
import { SvodError } from '../../../shared/errors.ts'

const MINUTE_MS = 60_000

const setUp = () => {
  const clock = { now: 1_700_000_000_000 }
  const limits = createSignInLimits(() => clock.now)
  const stranger = (part: Partial<Attempt> = {}): Attempt => ({
    login: 'anna',
    address: '10.0.0.1',
    device: null,
    ...part,
  })
  /** How many attempts in a row are let in, at most `most`. */
  const allowed = (attempt: (index: number) => Attempt, most = 200): number => {
    for (let index = 0; index < most; index++) {
      try {
        limits.take(attempt(index))
      } catch {
        return index
      }
    }
    return most
  }
  const refusal = (attempt: Attempt): SvodError | null => {
    try {
      limits.take(attempt)
      return null
    } catch (error) {
      return error as SvodError
    }
  }
  return { clock, limits, stranger, allowed, refusal }
}

test('[PP7] one address has five attempts on an account in a quarter of an hour, and is told how long to wait', () => {
  const { clock, stranger, allowed, refusal } = setUp()
  expect(allowed(() => stranger())).toBe(5)
  clock.now += 5 * MINUTE_MS
  expect(refusal(stranger())).toMatchObject({ code: 'too-many-requests', details: { seconds: 600 } })
  clock.now += 10 * MINUTE_MS
  expect(allowed(() => stranger())).toBe(5)
})

test('[PP7] knocking on while refused does not make the wait longer', () => {
  const { clock, stranger, allowed, refusal } = setUp()
  allowed(() => stranger())
  for (let minute = 0; minute < 14; minute++) {
    clock.now += MINUTE_MS
    expect(refusal(stranger())?.code).toBe('too-many-requests')
  }
  clock.now += MINUTE_MS
  expect(refusal(stranger())).toBeNull()
})

test('[PP7] a browser that has been in before gets in while strangers have used up everything', () => {
  const { limits, stranger, allowed } = setUp()
  const used = allowed((index) => stranger({ address: `10.0.${index}.1` }))
  expect(used).toBe(60)
  expect(() => limits.take(stranger({ address: '192.168.1.1' }))).toThrow('too-many-requests')
  limits.take(stranger({ device: 'desk' }))()
  expect(allowed(() => stranger({ device: 'desk' }))).toBe(10)
})

test('[PP7] one attacker does not use up what an owner at a new browser has', () => {
  const { clock, stranger, allowed, refusal } = setUp()
  for (let quarter = 0; quarter < 4; quarter++) {
    allowed(() => stranger())
    clock.now += 15 * MINUTE_MS - 1
  }
  expect(refusal(stranger({ address: '10.0.0.2' }))).toBeNull()
})

test('[PP7] one address has fifty attempts on all accounts together', () => {
  const { stranger, allowed, refusal } = setUp()
  expect(allowed((index) => stranger({ login: `person ${index}` }))).toBe(50)
  expect(refusal(stranger({ address: '10.0.0.2' }))).toBeNull()
})

test('[PP7] many attempts at once count before any password was looked at', () => {
  const { limits, stranger } = setUp()
  const open = Array.from({ length: 5 }, () => limits.take(stranger()))
  expect(() => limits.take(stranger())).toThrow('too-many-requests')
  open[0]?.()
  expect(() => limits.take(stranger())).not.toThrow()
})

test('[PP7] signing in to an account of one’s own gives nothing back on others’', () => {
  const { limits, stranger, allowed } = setUp()
  const own = stranger({ login: 'mallory' })
  let tried = 0
  const onOthers = (index: number) => {
    if (index % 4 === 0) limits.take(own)()
    tried++
    return stranger({ login: `victim ${index % 20}` })
  }
  expect(allowed(onOthers)).toBe(50)
  expect(tried).toBe(51)
})

test('[PP7] an unknown login is limited as a known one is', () => {
  const { stranger, allowed } = setUp()
  expect(allowed(() => stranger({ login: 'nobody at all' }))).toBe(5)
})

test('[PP7] what is asked for again and again is remembered, however many others come', () => {
  const { stranger, allowed, refusal } = setUp()
  allowed(() => stranger())
  const others = (index: number) => stranger({ login: `x${index}`, address: `a${index}` })
  for (let round = 0; round < 20; round++) {
    expect(allowed((index) => others(round * 1000 + index), 1000)).toBe(1000)
    expect(refusal(stranger())?.code).toBe('too-many-requests')
  }
})

test('[PP7] behind a proxy the address is the one that the proxy names, and no other header is believed', () => {
  const sender = { remote: '::ffff:10.0.0.9', forwardedFor: '6.6.6.6, 203.0.113.7' }
  expect(addressOf(sender, 0)).toBe('10.0.0.9')
  expect(addressOf(sender, 1)).toBe('203.0.113.7')
  expect(addressOf({ remote: '10.0.0.9', forwardedFor: undefined }, 1)).toBe('10.0.0.9')
  expect(addressOf({ remote: undefined, forwardedFor: '' }, 2)).toBe('')
})

test('[PP22] an address that a proxy names with its port or in brackets is that address', () => {
  const named = (forwardedFor: string) => addressOf({ remote: '10.0.0.9', forwardedFor }, 1)
  expect(['1.2.3.4:51234', '1.2.3.4:51235', ' 6.6.6.6:1, 1.2.3.4'].map(named)).toEqual(
    Array(3).fill('1.2.3.4'),
  )
  const six = ['[2001:db8::1]:443', '[2001:db8::1]', '2001:db8::1'].map(named)
  expect(six).toEqual(Array(3).fill('2001:db8::1'))
  expect(named('[::ffff:1.2.3.4]:443')).toBe('1.2.3.4')
  expect(addressGroup(named('[2001:db8::7]:9'))).toBe(addressGroup('2001:db8::1'))
})

test('[PP7] an IPv6 customer is one address, whichever of theirs they use', () => {
  expect(addressGroup('203.0.113.7')).toBe('203.0.113.7')
  expect(addressGroup('2001:db8:1:2::1')).toBe(addressGroup('2001:0db8:1:2:ffff:1:2:3'))
  expect(addressGroup('2001:db8:1:2::1')).not.toBe(addressGroup('2001:db8:1:3::1'))
  expect(addressGroup('::1')).toBe('0:0:0:0::/64')
})

test('[PP7] an attempt whose password nobody looked at is taken back wherever it counted', async () => {
  for (const device of [null, 'desk']) {
    const { limits, stranger, allowed } = setUp()
    const attempt = stranger({ device })
    const busy = () => Promise.reject(new SvodError('too-many-requests', { seconds: 5 }))
    const passwords = { hash: busy, verify: busy }
    for (let times = 0; times < 100; times++) {
      const tried = tryPassword({ limits, passwords }, attempt, 'x', null, 'strangers')
      await expect(tried).rejects.toMatchObject({ details: { seconds: 5 } })
    }
    expect(allowed(() => attempt)).toBe(device === null ? 5 : 10)
    const others = (index: number) => stranger({ address: `10.1.${index}.1` })
    expect(allowed(others)).toBe(device === null ? 55 : 60)
  }
})
