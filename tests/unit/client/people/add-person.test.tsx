/** Making an account for somebody (SPEC PW15). */
import { afterEach, expect, test } from 'vitest'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { AddPersonDialog } from '../../../../client/people/list/AddPersonDialog.tsx'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click, inputOf, text, write } from './hands.ts'
import { account, apiAnswering } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())

test('[PW15] an account is made with what is known, a taken login is told there, and the link is shown once', async () => {
  const taken = { error: { code: 'login-taken', message: 'x' } }
  const answers: Parameters<typeof apiAnswering>[0] = { 'POST /api/people': [409, taken] }
  const { api, sent } = apiAnswering(answers)
  const added: string[] = []
  const mine = account({ provider: { name: 'Кампус', path: '/api/provider/start' } })
  const props = { calls: createPeopleApi(api.call), mine, departments: [], onClose: () => {} }
  const onAdded = async () => void added.push('added')
  const drawn = await draw(
    <PeopleWords>
      <AddPersonDialog {...props} onAdded={onAdded} />
    </PeopleWords>,
  )
  remove = drawn.remove
  expect(text()).toContain(ru('people.add.email.provider', { provider: 'Кампус' }))
  await click(ru('people.add.action'))
  expect([sent, text().includes(ru('people.add.login.missing'))]).toEqual([[], true])
  await write(inputOf(ru('join.name')), ' Анна Петрова ')
  await write(inputOf(ru('entry.login')), 'petrova')
  await click(ru('people.add.action'))
  expect(inputOf(ru('entry.login')).getAttribute('aria-invalid')).toBe('true')
  // Who has it may have come since the list was read.
  expect(added.splice(0)).toEqual(['added'])
  answers['POST /api/people'] = [201, { id: 'u9', link: 'https://x.example/join#s', expiresAt: 'x' }]
  await write(inputOf(ru('account.email')), 'anna@example.org')
  await click(ru('people.add.action'))
  const body = { name: 'Анна Петрова', login: 'petrova', email: 'anna@example.org' }
  expect(sent.at(-1)?.body).toEqual({ ...body, role: 'editor', departments: [], approver: false })
  expect(inputOf(ru('once.link')).value).toBe('https://x.example/join#s')
  expect(added).toEqual(['added'])
})

test('[PX23] a login that is taken after a try without an answer may be that of the account that was made', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {}
  const { api } = apiAnswering(answers)
  const props = { calls: createPeopleApi(api.call), mine: account(), departments: [], onClose: () => {} }
  const drawn = await draw(
    <PeopleWords>
      <AddPersonDialog {...props} onAdded={async () => {}} />
    </PeopleWords>,
  )
  remove = drawn.remove
  await write(inputOf(ru('join.name')), 'Анна Петрова')
  await write(inputOf(ru('entry.login')), 'petrova')
  await click(ru('people.add.action'))
  expect(text()).toContain(ru('error.network'))
  answers['POST /api/people'] = [409, { error: { code: 'login-taken', message: 'x' } }]
  await click(ru('people.add.action'))
  expect(text()).toContain(ru('people.add.login.lost'))
})
