/**
 * Who is told of what stands in the audit trail (roles in a plan, approvals) and of what becomes of sections [IB8]. Pure.
 * Whatever else is to be told of the trail begins with a line in `ACTS`.
 */
import { ROLES, type Identity, type Role } from '../../../shared/identity.ts'
import { type Notice, aboutLine, excerpt } from '../../../shared/notices/notice.ts'
import { can } from '../../../shared/permissions.ts'
import type { AuditRecord } from '../../storage/storage.ts'
import type { SignOffEvent } from '../plan-events.ts'
import type { Order } from './derive.ts'

/** A line of the trail that is about a plan. */
type Act = AuditRecord & { plan: string }

/** Everybody who reads the plan, as it sees them. */
type Readers = () => readonly Identity[]

const textOf = (act: Act, key: string): string => {
  const value = act.details[key]
  return value === null || value === undefined ? '' : String(value)
}

const noticeOf = (act: Act, own: Pick<Notice, 'id' | 'says' | 'about' | 'text'>): Notice => ({
  ...own,
  plan: act.plan,
  at: Date.parse(act.at),
  by: act.by,
  name: textOf(act, 'name'),
  mark: act.at,
  thread: null,
  message: null,
  row: null,
  section: null,
})

const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value)

const roleGiven = (act: Act): Order[] => {
  const { person: to, role } = act.details
  const id = `s.${act.plan}`
  if (typeof to !== 'string' || to === act.by) return []
  if (!isRole(role)) return [{ to, withdraw: id }]
  return [{ to, notice: noticeOf(act, { id, says: `share.${role}`, about: '', text: '' }) }]
}

type EditionAct = 'offered' | 'approved' | 'withdrawn' | 'amended'

/** Whom it concerns: what waits for approval those who approve; what came of it those who write in the plan, too. */
const isConcerned = (who: Identity, done: EditionAct): boolean =>
  can(who, 'versions.approve') || (done !== 'offered' && can(who, 'rows.edit'))

const edition =
  (done: EditionAct, words: string) =>
  (act: Act, readers: Readers): Order[] => {
    const version = textOf(act, 'version')
    const own = { id: `e.${version}.${done}.${act.plan}`, says: `edition.${done}` } as const
    const notice = noticeOf(act, { ...own, about: version, text: excerpt(textOf(act, words)) })
    return readers()
      .filter((who) => who.id !== act.by && isConcerned(who, done))
      .map(({ id: to }) => ({ to, notice }))
  }

const ACTS: Readonly<Record<string, (act: Act, readers: Readers) => Order[]>> = {
  'plan.role': roleGiven,
  'version.offer': edition('offered', 'note'),
  'version.approve': edition('approved', 'ground'),
  'version.withdraw': edition('withdrawn', 'reason'),
  'version.amend': edition('amended', 'reason'),
}

/** Who is told of a line of the trail; nobody, mostly. `readers`: of that plan. */
export const ordersOfAct = (record: AuditRecord, readers: (plan: string) => readonly Identity[]): Order[] => {
  const { plan } = record
  const orders = ACTS[record.action]
  if (plan === null || orders === undefined) return []
  return orders({ ...record, plan }, () => readers(plan))
}

/** One notice a section: what became of it last. */
export const ordersOfSection = (step: SignOffEvent, readers: readonly Identity[]): Order[] => {
  const { plan, section, state, by, at } = step
  const concerned = readers.filter((who) =>
    step.to.some((one) =>
      'person' in one ? one.person === who.id : can(who, one.may, { department: one.department }),
    ),
  )
  const id = `g.${section}.${plan}`
  const others = concerned.filter((who) => who.id !== by.id)
  if (state === 'open') return others.map(({ id: to }) => ({ to, withdraw: id }))
  const notice: Notice = {
    id,
    says: `signoff.${state}`,
    plan,
    at: Date.parse(at),
    by: by.id,
    name: by.name,
    mark: `${state} ${at}`,
    thread: null,
    message: null,
    row: null,
    section,
    about: aboutLine(step.title),
    text: excerpt(step.remark),
  }
  return others.map(({ id: to }) => ({ to, notice }))
}
