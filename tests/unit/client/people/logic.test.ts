/** What the people's screens decide without a page (SPEC PX*): order, filters, changes, words. */
import { describe, expect, test } from 'vitest'
import { actionKey } from '../../../../client/people/audit/audit-words.ts'
import { browserName, isHandheld } from '../../../../client/people/account/browser-name.ts'
import { inOrder as sessionsInOrder } from '../../../../client/people/account/Sessions.tsx'
import { afterStep } from '../../../../client/people/departments/department-order.ts'
import { freeHue } from '../../../../client/people/departments/DepartmentsPage.tsx'
import { strengthOf } from '../../../../client/people/entry/strength.ts'
import { inOrder as invitationsInOrder } from '../../../../client/people/list/Invitations.tsx'
import { filterPeople } from '../../../../client/people/list/people-filter.ts'
import { changeOf } from '../../../../client/people/list/PersonDialog.tsx'
import { inOrder as planPeopleInOrder } from '../../../../client/people/share/PlanPeople.tsx'
import { requestOf } from '../../../../client/people/tokens/TokenDialog.tsx'
import { inOrder as tokensInOrder, stateOf } from '../../../../client/people/tokens/token-state.ts'
import { mayOpen } from '../../../../client/shell/HousePages.tsx'
import { messagesEn } from '../../../../shared/i18n/messages.en.ts'
import { peopleMessagesEn } from '../../../../shared/i18n/people.en.ts'
import { identityOf } from '../../../support/identities.ts'
import { invitation, person, session, token } from './samples.ts'

describe('who may open which page', () => {
  const chief = identityOf({ role: 'chief' })
  test('[PX3] administration is the chief editor’s, one’s own account everybody’s', () => {
    expect(mayOpen('people', { me: chief, demo: false })).toBe(true)
    expect(mayOpen('audit', { me: identityOf({ role: 'editor' }), demo: false })).toBe(false)
    expect(mayOpen('account', { me: identityOf({ role: 'viewer' }), demo: false })).toBe(true)
  })

  test('[PX3] nobody has an account in trial mode, and guests have none at all', () => {
    expect(mayOpen('people', { me: chief, demo: true })).toBe(false)
    expect(mayOpen('account', { me: identityOf({ kind: 'guest' }), demo: false })).toBe(false)
  })
})

describe('people', () => {
  const anna = person({ name: 'Артём Ёлкин', login: 'elkin' })
  const boris = person({ name: 'Борис', closedAt: '2026-01-01' })
  const list = [
    { person: boris, words: ['Читатель'] },
    { person: anna, words: ['Редактор отдела', 'Отдел массовой работы'] },
  ]

  test('[PX5] every word counts, in any order, with е for ё', () => {
    expect(filterPeople(list, 'массов елкин')).toEqual([anna])
    expect(filterPeople(list, 'ELKIN')).toEqual([anna])
    expect(filterPeople(list, 'массов борис')).toEqual([])
  })

  test('[PX5] open accounts stand before closed ones', () => {
    expect(filterPeople(list, '  ')).toEqual([anna, boris])
  })

  test('[PX4] only what was changed is sent', () => {
    const { name, departments, approver } = anna
    const same = { name, email: '', rights: { role: 'editor' as const, departments, approver } }
    expect(changeOf(anna, same)).toEqual({})
    expect(changeOf(anna, { ...same, email: ' a@b.example ' })).toEqual({ email: 'a@b.example' })
    const more = { role: 'chief' as const, departments: ['b', 'a'], approver: true }
    expect(changeOf(person({ departments: ['a', 'b'] }), { ...same, name: 'Anna', rights: more })).toEqual({
      role: 'chief',
      approver: true,
    })
  })
})

describe('order', () => {
  test('[PX11] working invitations and keys come first, then the newest', () => {
    const used = invitation({ id: 'used', state: 'used', createdAt: '2026-03-03' })
    const older = invitation({ id: 'older', createdAt: '2026-01-01' })
    const newer = invitation({ id: 'newer', createdAt: '2026-02-02' })
    expect(invitationsInOrder([used, older, newer]).map(({ id }) => id)).toEqual(['newer', 'older', 'used'])
    const now = new Date('2026-06-01')
    const expired = token({ id: 'expired', createdAt: '2026-05-05', expiresAt: '2026-05-06' })
    const revoked = token({ id: 'revoked', createdAt: '2026-05-07', revokedAt: '2026-05-08' })
    const open = token({ id: 'open', expiresAt: '2026-07-01' })
    expect(tokensInOrder([expired, revoked, open], now).map((one) => [one.id, stateOf(one, now)])).toEqual([
      ['open', 'open'],
      ['revoked', 'revoked'],
      ['expired', 'expired'],
    ])
  })

  test('[PX11] a department moves behind its neighbour, or to the first place', () => {
    const list = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    expect(afterStep(list, 0, 1)).toBe('b')
    expect(afterStep(list, 2, -1)).toBe('a')
    expect(afterStep(list, 1, -1)).toBeNull()
    expect(afterStep(list, 0, -1)).toBeUndefined()
    expect(afterStep(list, 2, 1)).toBeUndefined()
  })

  test('[PX11] a new department gets the colour that is used least', () => {
    const of = (...hues: number[]) => hues.map((hue) => ({ id: String(hue), name: '', short: '', hue }))
    expect(freeHue(of(1, 2, 4))).toBe(3)
    expect(freeHue(of(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5))).toBe(6)
  })

  test('[PX11] people with a role of their own in a plan come first', () => {
    const one = (id: string, planRole: 'chief' | null) => ({ id, name: id, departments: [], planRole })
    const people = [one('a', null), one('b', 'chief')].map((some) => ({ ...some, role: 'editor' as const }))
    expect(planPeopleInOrder(people).map(({ id }) => id)).toEqual(['b', 'a'])
  })

  test('[PX9] this session first, then the one that was used last', () => {
    const sessions = [
      session({ id: 'old', seenAt: '2026-01-01' }),
      session({ id: 'new', seenAt: '2026-02-01' }),
      session({ id: 'this', seenAt: '2025-01-01', current: true }),
    ]
    expect(sessionsInOrder(sessions).map(({ id }) => id)).toEqual(['this', 'new', 'old'])
  })
})

describe('words', () => {
  test('[PX9] browsers are named as people name them', () => {
    const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0'
    expect(browserName(`${chrome} Safari/537.36`)).toBe('Chrome, Linux')
    expect(browserName(`${chrome} YaBrowser/24.1 Safari/537.36`)).toBe('Yandex Browser, Linux')
    expect(browserName('Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0')).toBe(
      'Firefox, Windows',
    )
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1'
    expect([browserName(phone), isHandheld(phone)]).toEqual(['Safari, iOS', true])
    expect(browserName('curl/8.0')).toBe('')
  })

  test('[PX8] a password grows from short to strong', () => {
    const told = ['', 'qwerty', '1111111111', 'qwertyuiop', 'qwertyuio1', 'верный конь батарея'].map(
      strengthOf,
    )
    expect(told).toEqual(['empty', 'short', 'plain', 'plain', 'fine', 'strong'])
  })

  test('[PX12] an action without words is shown as it is named; ids are not shown', () => {
    expect(actionKey('person.change', peopleMessagesEn)).toBe('audit.action.person.change')
    expect(actionKey('something.new', peopleMessagesEn)).toBeNull()
    expect(actionKey('constructor', peopleMessagesEn)).toBeNull()
  })

  test('[PX13] no word of these screens stands in the catalogue of the first load', () => {
    const early = Object.keys(messagesEn).filter((key) => Object.hasOwn(peopleMessagesEn, key))
    expect(early).toEqual([])
  })

  test('[PX4] a key’s request leaves out what holds for everything', () => {
    const all = { name: ' Site ', role: 'viewer' as const, departments: ['a'], plans: null, days: 'forever' }
    expect(requestOf(all)).toEqual({ name: 'Site', role: 'viewer', departments: [] })
    expect(requestOf({ ...all, role: 'editor', plans: ['p'], days: '30' })).toEqual({
      name: 'Site',
      role: 'editor',
      departments: ['a'],
      plans: ['p'],
      days: 30,
    })
  })
})
