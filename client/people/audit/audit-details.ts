/**
 * The details of a record in words (SPEC PW13): whom it was about, what changed from what to what, where and how. Pure;
 * ids are shown by the names of what they stand for, and what has no name any more is left out.
 */
import { ROLES, type Access } from '../../../shared/identity.ts'
import type { MessageKey } from '../../../shared/i18n/messages.ts'
import type { Text } from '../../ui/use-text.ts'
import type { AuditRecord } from '../schemas.ts'

/** What a record's ids stand for, and the reader's words. */
export interface AuditNames {
  text: Text
  person(id: string): string | null
  department(id: string): string | null
  plan(id: string): string | null
  /** A day, of a time in ISO 8601. */
  day(time: string): string
}

type Value = string | number | boolean
type Say = (value: Value, names: AuditNames, record: AuditRecord) => string | null

const isAccess = (value: unknown): value is Access =>
  value === 'none' || (ROLES as readonly unknown[]).includes(value)

/** Before and after, as the server writes them; null for a value that did not change. */
const CHANGE = ' → '
const sidesOf = (value: string): readonly [string, string] | null => {
  const at = value.indexOf(CHANGE)
  return at < 0 ? null : [value.slice(0, at), value.slice(at + CHANGE.length)]
}

const roleIn = ({ text }: AuditNames, role: string): string =>
  isAccess(role) ? text(`common.role.${role}`) : role

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not what this page knows: shown as nothing rather than as code.
    return null
  }
}

const listOf = (text: string): string[] => {
  const read = text.startsWith('[') ? readJson(text) : text.split(' ').filter(Boolean)
  return Array.isArray(read) ? read.filter((one) => typeof one === 'string') : []
}

/** Both sides in words of their own, with an arrow that is read out as one. */
const changed = (value: Value, names: AuditNames, side: (text: string) => string): string => {
  const sides = sidesOf(String(value))
  if (sides === null) return side(String(value))
  const [before, after] = sides.map((one) => side(one) || names.text('audit.detail.nothing'))
  return names.text('audit.detail.change', { before: before ?? '', after: after ?? '' })
}

const departmentsIn = (text: string, names: AuditNames): string =>
  listOf(text)
    .flatMap((id) => names.department(id) ?? [])
    .join(', ')

const rolesIn = (text: string): Record<string, unknown> => {
  const read = readJson(text)
  return typeof read === 'object' && read !== null ? { ...read } : {}
}

/** "{} → {plan: viewer}": which plan now has which role. */
const planRoles = (value: string, names: AuditNames): string => {
  const [before, after] = (sidesOf(value) ?? ['{}', value]).map(rolesIn)
  const ids = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const roleOf = (roles: Record<string, unknown> | undefined, id: string): string => {
    const role = roles?.[id]
    return isAccess(role) ? roleIn(names, role) : names.text('audit.detail.as-house')
  }
  return ids
    .filter((id) => before?.[id] !== after?.[id])
    .flatMap((id) => {
      const title = names.plan(id)
      const sides = { before: roleOf(before, id), after: roleOf(after, id) }
      return title === null ? [] : [`${title}: ${names.text('audit.detail.change', sides)}`]
    })
    .join('; ')
}

const labelled =
  (key: MessageKey, side: (text: string, names: AuditNames) => string = (text) => text): Say =>
  (value, names) => {
    const said = changed(value, names, (text) => side(text === 'null' ? '' : text, names))
    return said === '' ? null : names.text(key, { value: said })
  }

/** Words that stand for one value, and none for any other. */
const flag =
  (words: Partial<Record<string, MessageKey>>): Say =>
  (value, { text }) => {
    const key = words[String(value)]
    return key === undefined ? null : text(key)
  }

/** What each detail says, in the order in which they are read. Ids of links, keys and the like are for programs. */
const SAID: Readonly<Record<string, Say>> = {
  whom: (value) => String(value),
  person: (value, names, { by, name, details }) => {
    const person = details.whom === undefined && value !== by ? names.person(String(value)) : null
    return person === name ? null : person
  },
  title: (value, names, { plan }) => (plan !== null && names.plan(plan) === value ? null : String(value)),
  called: labelled('audit.detail.name'),
  before: (value, { text }, { name }) =>
    value === name ? null : text('audit.detail.before', { value: String(value) }),
  role: (value, names) => changed(value, names, (role) => roleIn(names, role)),
  departments: labelled('audit.detail.departments', departmentsIn),
  plans: (value, names) =>
    String(value).includes('{')
      ? planRoles(String(value), names) || null
      : listOf(String(value))
          .flatMap((id) => names.plan(id) ?? [])
          .join(', ') || null,
  approver: flag({
    true: 'audit.detail.approver.on',
    'false → true': 'audit.detail.approver.on',
    'true → false': 'audit.detail.approver.off',
  }),
  login: labelled('audit.detail.login'),
  email: labelled('audit.detail.email'),
  subject: (value, { text }) => (String(value).endsWith('null') ? text('audit.detail.unlinked') : null),
  uses: flag({ one: 'invite.uses.one', many: 'invite.uses.many' }),
  note: labelled('audit.detail.note'),
  expiresAt: (value, names) => names.text('audit.detail.until', { date: names.day(String(value)) }),
  kind: flag({
    first: 'audit.detail.kind.first',
    invitation: 'audit.detail.kind.invitation',
    reset: 'audit.detail.kind.reset',
  }),
  way: flag({ provider: 'audit.detail.provider' }),
  everywhere: flag({ true: 'audit.detail.everywhere' }),
  on: flag({ true: 'audit.detail.on', false: 'audit.detail.off' }),
  renew: flag({ true: 'audit.detail.renewed' }),
  times: (value, { text }) =>
    Number(value) > 1 ? text('audit.detail.times', { count: Number(value) }) : null,
  part: flag({ true: 'audit.detail.part' }),
  version: labelled('audit.detail.version'),
  changes: labelled('audit.detail.since'),
  ground: labelled('audit.detail.ground'),
  reason: labelled('audit.detail.reason'),
  remark: labelled('audit.detail.remark'),
  code: labelled('audit.detail.reason'),
  format: (value) => `.${value}`,
  address: labelled('audit.detail.address'),
}

/** One part a detail; nothing for those that say nothing to people. */
export const detailsOf = (record: AuditRecord, names: AuditNames): string[] =>
  Object.entries(SAID).flatMap(([key, say]) => {
    const value = record.details[key]
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
    return value === '' ? [] : (say(value, names, record) ?? [])
  })
