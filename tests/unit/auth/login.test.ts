/** When two spellings are one login. */
import { expect, test } from 'vitest'
import { isLogin, normaliseLogin } from '../../../server/auth/login.ts'

test('[PP6] case, width, composition and spaces make no second login', () => {
  const spellings = ['Anna.Petrova', ' anna.petrova ', 'ANNA.PETROVA', 'ａｎｎａ.petrova']
  expect(new Set(spellings.map(normaliseLogin))).toEqual(new Set(['anna.petrova']))
  expect(normaliseLogin('Ёлкин'.normalize('NFD'))).toBe('ёлкин')
  expect(normaliseLogin('Анна   Петрова')).toBe('анна петрова')
})

test('[PP6] a login can be read: nothing invisible, no lone signs', () => {
  for (const login of ['ab', 'анна', 'anna@example.org', 'анна петрова']) {
    expect([login, isLogin(login)]).toEqual([login, true])
  }
  for (const login of ['', 'a', '..', 'an\u200bna', 'an\u0000na', 'x'.repeat(101)]) {
    expect([login, isLogin(login)]).toEqual([login, false])
  }
})
