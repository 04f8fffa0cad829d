/** The audit trail in words, and what its filter asks for (SPEC PW13, PW14). */
import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { type AuditNames, detailsOf } from '../../../../client/people/audit/audit-details.ts'
import { NO_FILTER, auditParams, csvPath } from '../../../../client/people/audit/audit-filter.ts'
import { ACTION_GROUPS, actionKey, actionsOf } from '../../../../client/people/audit/audit-words.ts'
import type { AuditRecord } from '../../../../client/people/schemas.ts'
import { messagesRu } from '../../../../shared/i18n/messages.ru.ts'
import { peopleMessagesRu } from '../../../../shared/i18n/people.ru.ts'

const messages = { ...messagesRu, ...peopleMessagesRu }
const intl = createIntl({ locale: 'ru', messages })

const names: AuditNames = {
  text: (key, values) => intl.formatMessage({ id: key }, values),
  person: (id) => ({ u1: 'Марина', u2: 'Анна' })[id] ?? null,
  department: (id) => ({ method: 'Метод', events: 'События' })[id] ?? null,
  plan: (id) => ({ p1: 'План 2022' })[id] ?? null,
  day: (time) => time.slice(0, 10),
}
const say = (action: string, details: AuditRecord['details'], more: Partial<AuditRecord> = {}) => {
  const record = {
    at: '2022-05-01T10:00:00Z',
    by: 'u1',
    name: 'Марина',
    action,
    plan: null,
    details,
    ...more,
  }
  return detailsOf(record, names).join(' · ')
}

describe('details of the trail', () => {
  test('[PW13] say whom it was about, what changed from what to what, and how', () => {
    const change = {
      person: 'u2',
      whom: 'Анна',
      called: 'Аня → Анна',
      role: 'viewer → editor',
      departments: '["method"] → ["method","events"]',
      plans: '{} → {"p1":"chief"}',
      approver: 'false → true',
      email: 'null → anna@example.org',
    }
    expect(say('person.change', change)).toBe(
      'Анна · имя: Аня → Анна · Читатель → Редактор отдела · отделы: Метод → Метод, События · План 2022: как везде → Главный редактор · может утверждать · почта: нет → anna@example.org',
    )
    expect(say('person.change', { person: 'u2', whom: 'Анна', subject: 'https://x s → null' })).toBe(
      'Анна · прервана связь с внешней службой входа',
    )
    const invitation = {
      invitation: 'i9',
      role: 'editor',
      uses: 'many',
      departments: 'method events',
      note: 'Филиал',
      expiresAt: '2022-06-01T00:00:00Z',
      email: null,
      approver: true,
    }
    expect(say('invitation.create', invitation)).toBe(
      'Редактор отдела · отделы: Метод, События · может утверждать · Для многих · пометка: Филиал · до 2022-06-01',
    )
    expect(
      say('token.create', { token: 't1', whom: 'Сайт', role: 'viewer', plans: 'p1 gone', expiresAt: null }),
    ).toBe('Сайт · Читатель · План 2022')
    expect(
      say('account.join', { person: 'u1', kind: 'invitation', way: 'provider', address: '10.0.0.1' }),
    ).toBe('по приглашению · через внешнюю службу входа · с адреса 10.0.0.1')
    expect(say('account.change', { person: 'u1', before: 'Марина К.' })).toBe('прежде Марина К.')
    expect(say('account.change', { person: 'u1', before: 'Марина' })).toBe('')
    expect(say('sign-in.failed', { person: 'u2', address: '10.0.0.1', times: 7 }, { by: '', name: '' })).toBe(
      'Анна · 7 попыток · с адреса 10.0.0.1',
    )
    expect(say('sign-in.failed', { person: 'u2' }, { by: '', name: 'Анна' })).toBe('')
    expect(say('plan.public-link', { on: true, renew: true }, { plan: 'p1' })).toBe(
      'включена · с новым адресом',
    )
    expect(say('plan.create', { title: 'План 2022' }, { plan: 'p1' })).toBe('')
    expect(say('plan.create', { title: 'Черновик' }, { plan: 'p1' })).toBe('Черновик')
    expect(say('sign-out', { everywhere: true })).toBe('на всех устройствах')
    expect(
      say(
        'section.returned',
        { section: 's1', title: 'Музей', hash: 'h', remark: 'Нет дат' },
        { plan: 'p1' },
      ),
    ).toBe('Музей · замечание: Нет дат')
    expect(say('version.approve', { version: 3, hash: 'h', ground: 'приказ № 5' }, { plan: 'p1' })).toBe(
      'редакция 3 · основание: приказ № 5',
    )
  })

  test('[PW13] of what they do not know, and of broken values, they say nothing', () => {
    expect(say('person.change', { person: 'u9', plans: '{oops → []', departments: '[1' })).toBe('')
    expect(say('token.create', { token: 'x', link: 'y', department: 'z', filter: '{}' })).toBe('')
    expect(say('person.change', { role: 'constructor → editor' })).toBe('constructor → Редактор отдела')
  })

  test('[PW13] every action is offered by itself or in a group, and every group has words', () => {
    const offered = ACTION_GROUPS.flatMap((group) => [group, ...actionsOf(group, messages)])
    const known = Object.keys(messages).filter((key) => key.startsWith('audit.action.'))
    const isOffered = (action: string) =>
      offered.some((one) => action === one || action.startsWith(`${one}.`))
    expect(known.map((key) => key.slice('audit.action.'.length)).filter((one) => !isOffered(one))).toEqual([])
    expect(actionsOf('sign-in', messages).map((action) => actionKey(action, messages))).toEqual([
      'audit.action.sign-in.failed',
    ])
  })
})

test('[PW14] the filter asks for whole days of the reader, and the file for the same as the list', () => {
  expect([auditParams(NO_FILTER), csvPath(NO_FILTER)]).toEqual([{}, '/api/audit.csv'])
  const filter = { ...NO_FILTER, who: 'u2', plan: 'p1', from: '2022-05-01', to: '2022-05-31' }
  expect(auditParams(filter)).toEqual({
    who: 'u2',
    plan: 'p1',
    since: new Date(2022, 4, 1).toISOString(),
    until: new Date(2022, 5, 1).toISOString(),
  })
  const query = new URLSearchParams(csvPath(filter).split('?')[1])
  expect(Object.fromEntries(query)).toEqual(auditParams(filter))
  expect(auditParams({ ...NO_FILTER, from: '2022-5', to: 'x' })).toEqual({})
})
