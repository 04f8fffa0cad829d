/** What a start without SVOD_DEMO is: the same for `npm start` and for `npm run dev`. */
import { expect, test } from 'vitest'

const SETUP = new URL('../../../server/setup/trial.mjs', import.meta.url).href
const { demoFor } = (await import(SETUP)) as { demoFor: (given?: string, host?: string) => string }

test('[PW1] a start is a trial unless SVOD_DEMO says otherwise or others can reach its page', () => {
  expect(['127.0.0.1', 'localhost', '::1', undefined].map((host) => demoFor(undefined, host))).toEqual(
    Array.from({ length: 4 }, () => 'trial'),
  )
  expect(['0.0.0.0', '::', 'plans.example'].map((host) => demoFor(undefined, host))).toEqual(['0', '0', '0'])
  expect([demoFor('1'), demoFor('0'), demoFor('0', '0.0.0.0')]).toEqual(['1', '0', '0'])
})
