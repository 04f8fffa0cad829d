/** What a start without SVOD_DEMO is: the same for `npm start` and for `npm run dev`. */
import { expect, test } from 'vitest'
import { developmentPlace } from '../../../server/setup/development-place.mjs'

const SETUP = new URL('../../../server/setup/trial.mjs', import.meta.url).href
const { demoFor } = (await import(SETUP)) as { demoFor: (given?: string, host?: string) => string }

test('[CF7] a variable that is empty or blank is no answer to whether it is a trial', () => {
  expect(['', ' '].map((given) => demoFor(given, given))).toEqual(['trial', 'trial'])
  expect(demoFor('', '0.0.0.0')).toBe('0')
})

test('[CF8] [CF7] the development server stands where it is told, and its server gets the rest', () => {
  expect(developmentPlace([], { HOST: '', PORT: ' ' })).toEqual({ host: '127.0.0.1', port: 4400, rest: [] })
  const args = ['--port', '5000', '--data', 'x', '--host=::1', '--demo', '--log-level=debug']
  expect(developmentPlace(args, { HOST: 'a', PORT: '1' })).toEqual({
    host: '::1',
    port: 5000,
    rest: ['--data', 'x', '--demo', '--log-level=debug'],
  })
  expect(developmentPlace([], { HOST: '0.0.0.0', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80 })
  for (const port of ['x', '70000', '0x50']) {
    expect(() => developmentPlace(['--port', port], {})).toThrow('PORT must be a number')
  }
})

test('[PW1] a start is a trial unless SVOD_DEMO says otherwise or others can reach its page', () => {
  expect(['127.0.0.1', 'localhost', '::1', undefined].map((host) => demoFor(undefined, host))).toEqual(
    Array.from({ length: 4 }, () => 'trial'),
  )
  expect(['0.0.0.0', '::', 'plans.example'].map((host) => demoFor(undefined, host))).toEqual(['0', '0', '0'])
  expect([demoFor('1'), demoFor('0'), demoFor('0', '0.0.0.0')]).toEqual(['1', '0', '0'])
})
