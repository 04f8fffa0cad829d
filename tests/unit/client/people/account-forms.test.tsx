/** My account: what its forms say after an answer that was lost, and after an address that was saved. */
import { afterEach, expect, test } from 'vitest'
import { AccountPage } from '../../../../client/people/account/AccountPage.tsx'
import { PasswordForm } from '../../../../client/people/account/PasswordForm.tsx'
import { createPeopleApi } from '../../../../client/people/api.ts'
import { PeopleWords } from '../../../../client/people/PeopleWords.tsx'
import { identityOf } from '../../../support/identities.ts'
import { ru } from '../../../support/words.ts'
import { draw } from '../presence/support.tsx'
import { click, findInput, inputOf, text, write } from './hands.ts'
import { account, apiAnswering } from './samples.ts'

let remove = async () => {}
afterEach(() => remove())

test('[PX23] a password that is wrong after a try without an answer may have been changed by it', async () => {
  const answers: Parameters<typeof apiAnswering>[0] = {}
  const { api } = apiAnswering(answers)
  const drawn = await draw(
    <PeopleWords>
      <PasswordForm calls={createPeopleApi(api.call)} />
    </PeopleWords>,
  )
  remove = drawn.remove
  await write(inputOf(ru('account.password.old')), 'прежний пароль')
  await write(inputOf(ru('join.password.new')), 'верный конь скачет')
  await click(ru('account.password.action'))
  expect(text()).toContain(ru('error.network'))
  answers['POST /api/account/password'] = [403, { error: { code: 'wrong-credentials', message: 'x' } }]
  await click(ru('account.password.action'))
  expect(text()).toContain(ru('account.password.wrong.lost'))
})

test('[PX18] an address that was saved is mine, and asks for no password any more', async () => {
  const me = identityOf({ id: 'anna', name: 'Анна' })
  const mine = (email: string) => {
    const { provider, ...rest } = account({ email, mail: true })
    const signIn = { password: true, provider, help: true }
    return [200, { identity: me, demo: false, account: rest, signIn }] as const
  }
  const answers: Parameters<typeof apiAnswering>[0] = {
    'GET /api/me': mine('old@b.example'),
    'PATCH /api/account': [200, { identity: me }],
  }
  const { api } = apiAnswering(answers)
  const nothing = async () => {}
  const drawn = await draw(
    <AccountPage {...{ api, me }} departments={[]} onChanged={nothing} onLeave={nothing} onAway={() => {}} />,
  )
  remove = drawn.remove
  await write(inputOf(ru('account.email')), 'new@b.example')
  await write(inputOf(ru('account.email.password')), 'прежний пароль')
  answers['GET /api/me'] = mine('new@b.example')
  await click(ru('account.save'))
  expect(findInput(ru('account.email.password'))).toBeNull()
})
