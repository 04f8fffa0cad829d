/** Who somebody is in a plan, and what they are then refused. */
import { expect, test } from 'vitest'
import { authoriseIn, whoIn } from '../../../server/commands/checks.ts'
import type { Identity } from '../../../shared/identity.ts'
import { identityOf } from '../../support/identities.ts'
import { planEntry } from '../../support/storage-samples.ts'

const plans = [{ ...planEntry('mine'), createdBy: 'me' }, planEntry('old')]
const deps = { storage: { catalogue: { plan: (id: string) => plans.find((one) => one.id === id) ?? null } } }

const roleIn = (who: Partial<Identity>, planId: string) => whoIn(deps, identityOf(who), planId).role

test('[PP1] who made a plan is its chief editor, and nobody else is', () => {
  expect(roleIn({ id: 'me', role: 'editor' }, 'mine')).toBe('chief')
  expect(roleIn({ id: 'you', role: 'editor' }, 'mine')).toBe('editor')
  expect(roleIn({ id: 'me', role: 'editor' }, 'old')).toBe('editor')
  expect(roleIn({ id: 'me', role: 'editor' }, 'unknown')).toBe('editor')
})

test('[PP1] a role written down for the plan goes before having made it', () => {
  expect(roleIn({ role: 'editor', plans: { mine: 'viewer' } }, 'mine')).toBe('viewer')
  expect(roleIn({ role: 'chief', plans: { mine: 'none' } }, 'mine')).toBe('none')
})

test('[PP1] who may no longer write anywhere is not the chief editor of what they once made', () => {
  for (const role of ['commenter', 'viewer', 'none'] as const) expect(roleIn({ role }, 'mine')).toBe(role)
})

test('[PP1] commands ask the role in the plan, not that in the house', () => {
  const guest = identityOf({ role: 'none', plans: { old: 'viewer' } })
  expect(authoriseIn(deps, guest, 'old', 'plan.read').role).toBe('viewer')
  expect(() => authoriseIn(deps, guest, 'mine', 'plan.read')).toThrow('forbidden')
  const banned = identityOf({ role: 'chief', plans: { old: 'none' } })
  expect(() => authoriseIn(deps, banned, 'old', 'plan.read')).toThrow('forbidden')
})

test('[PP9] a public link makes a guest of whoever reaches the plan by it alone, and of nobody else', () => {
  const guest = identityOf({ id: 'guest-1', role: 'none', plans: { old: 'viewer' }, kind: 'guest' })
  const seen = (who: Partial<Identity>, plan: string) => {
    const { id, kind, role, approver } = whoIn(deps, identityOf({ ...who, approver: true, guest }), plan)
    return [id, kind, role, approver]
  }
  expect(seen({ role: 'none' }, 'old')).toEqual(['guest-1', 'guest', 'viewer', false])
  expect(seen({ role: 'chief', plans: { old: 'none' } }, 'old')).toEqual([
    'guest-1',
    'guest',
    'viewer',
    false,
  ])
  expect(seen({ role: 'none' }, 'mine')).toEqual(['me', 'person', 'none', true])
  expect(seen({ role: 'commenter' }, 'old')).toEqual(['me', 'person', 'commenter', true])
})
