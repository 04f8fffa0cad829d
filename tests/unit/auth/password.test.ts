/** Passwords: how they are kept, and which are too weak. */
import { expect, test } from 'vitest'
import { SvodError } from '../../../shared/errors.ts'
import { createPasswords } from '../../../server/auth/password.ts'
import { isWeakPassword } from '../../../server/auth/weak-password.ts'

const PASSWORD = 'снег лежит до апреля'

test('[PP4] a password is kept as scrypt with its parameters and a salt of its own, and fits again', async () => {
  const passwords = createPasswords()
  const [one, two] = await Promise.all([passwords.hash(PASSWORD), passwords.hash(PASSWORD)])
  expect(one).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toBe(two)
  expect(await passwords.verify(PASSWORD, one)).toBe(true)
  expect(await passwords.verify(`${PASSWORD} `, one)).toBe(false)
  expect(await passwords.verify('', one)).toBe(false)
})

test('[PP4] an older cost still fits, and the same characters typed elsewhere are the same password', async () => {
  const old = await createPasswords({ cost: 10 }).hash('Ёлка и й 12345')
  const decomposed = 'Ёлка и й 12345'.normalize('NFD')
  expect(await createPasswords({ cost: 11 }).verify(decomposed, old)).toBe(true)
})

test('[PP4] where nobody is, no password fits, and a string that is no hash is an error', async () => {
  const passwords = createPasswords({ cost: 10 })
  expect(await passwords.verify(PASSWORD, null)).toBe(false)
  await expect(
    passwords.verify(PASSWORD, 'scrypt$99$8$1$aaaaaaaaaaaaaaaaaaaa$aaaaaaaaaaaaaaaaaaaa'),
  ).rejects.toThrow('cannot be read')
})

test('[PP4] only so many are worked on and wait; the next is told to come again', async () => {
  const passwords = createPasswords({ cost: 10, atOnce: 1, waiting: 2 })
  const asked = Array.from({ length: 5 }, () => passwords.hash(PASSWORD))
  const ends = await Promise.allSettled(asked)
  expect(ends.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  expect(ends[4]).toMatchObject({ reason: { code: 'too-many-requests', details: { seconds: 5 } } })
  expect(await passwords.hash(PASSWORD)).toContain('scrypt')
})

test('[PP7] however many strangers wait, who is known comes before them, and finds a place', async () => {
  const passwords = createPasswords({ cost: 10, atOnce: 1, waiting: 2 })
  const ends: string[] = []
  const tried = (who: string, line: 'known' | 'strangers') =>
    passwords.verify(PASSWORD, null, line).then(
      () => void ends.push(who),
      (error: unknown) => void ends.push(`${who} ${error instanceof SvodError ? error.code : 'failed'}`),
    )
  const strangers = ['first', 'second', 'third', 'fourth'].map((who) => tried(who, 'strangers'))
  const known = tried('known', 'known')
  const hashed = passwords.hash(PASSWORD).then(() => void ends.push('hashed'))
  await Promise.all([...strangers, known, hashed])
  expect(ends).toEqual(['fourth too-many-requests', 'first', 'known', 'hashed', 'second', 'third'])
})

test.for([
  ['короткий', 'eight letters'],
  ['девятьбук', 'nine letters'],
  ['1234567890', 'famous'],
  ['QWERTYuiop', 'famous in capitals'],
  ['йцукенгшщз', 'famous in Russian'],
  ['ааааааааааааааа', 'one letter'],
  ['abababababab', 'two letters'],
  ['anna.petrova', 'the login'],
  ['Анна Петрова', 'the name'],
])('[PP4] «%s» is too weak: %s', ([password]) => {
  expect(isWeakPassword(password ?? '', ['anna.petrova', 'Анна Петрова'])).toBe(true)
})

test('[PP4] ten characters of any script that are not famous will do', () => {
  for (const password of [PASSWORD, 'correct horse', '😀😁😂🤣😃😄😅😆😉😊', 'anna.petrova7']) {
    expect([password, isWeakPassword(password, ['anna.petrova', ''])]).toEqual([password, false])
  }
})
