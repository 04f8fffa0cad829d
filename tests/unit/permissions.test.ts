/** The rule book: roles, departments, the lock, the approver. */
import { describe, expect, test } from 'vitest'
import { type Access, ROLES, inPlan, roleIn } from '../../shared/identity.ts'
import { ACTIONS, type Action, can, canWrite } from '../../shared/permissions.ts'
import { identityOf } from '../support/identities.ts'

const allowedTo = (role: Access, where = {}): Action[] =>
  ACTIONS.filter((action) => can(identityOf({ role, departments: ['method'] }), action, where))

describe('roles', () => {
  test('[RB1] each role may do what the one below it may, and the chief editor all but approve', () => {
    const [chief, editor, commenter, viewer] = ROLES.map((role) => new Set(allowedTo(role)))
    expect([...viewer!]).toEqual(['plan.read', 'plan.export', 'history.read', 'comments.read'])
    expect([...viewer!].every((one) => commenter!.has(one))).toBe(true)
    expect([...commenter!].every((one) => editor!.has(one))).toBe(true)
    expect([...editor!].every((one) => chief!.has(one))).toBe(true)
    expect(ACTIONS.filter((action) => !chief!.has(action))).toEqual(['versions.approve'])
  })

  test('[RB4] a role in one plan goes before the role in the house', () => {
    const who = identityOf({ role: 'viewer', plans: { mine: 'chief', secret: 'none' } })
    expect(['mine', 'secret', 'other', '__proto__'].map((plan) => roleIn(who, plan))).toEqual([
      'chief',
      'none',
      'viewer',
      'viewer',
    ])
    expect(can(inPlan(who, 'mine'), 'sections.edit')).toBe(true)
    expect(ACTIONS.filter((action) => can(inPlan(who, 'secret'), action))).toEqual([])
    expect(inPlan(who, 'other')).toBe(who)
  })

  test('[RB5] the approver approves, whatever the role, but not without one', () => {
    const mayApprove = (role: Access, approver: boolean) =>
      can(identityOf({ role, approver }), 'versions.approve')
    expect(mayApprove('viewer', true)).toBe(true)
    expect(mayApprove('chief', false)).toBe(false)
    expect(mayApprove('none', true)).toBe(false)
  })
})

describe('departments', () => {
  const inOwn: readonly Action[] = ['rows.edit', 'numbers.edit', 'state.edit', 'comments.resolve']

  test('[RB2] an editor writes in the own and the shared sections alone', () => {
    const editor = identityOf({ departments: ['method', 'site'] })
    for (const action of inOwn) {
      const may = [undefined, null, 'method', 'site', 'events'].map((department) =>
        can(editor, action, department === undefined ? {} : { department }),
      )
      expect(may, action).toEqual([true, true, true, true, false])
    }
  })

  test('[RB2] the chief editor writes everywhere', () => {
    const chief = identityOf({ role: 'chief' })
    expect(inOwn.every((action) => can(chief, action, { department: 'events' }))).toBe(true)
  })
})

describe('the lock', () => {
  test('[RB3] takes content from everybody and leaves facts and comments', () => {
    const lost = ROLES.flatMap((role) => {
      const locked = new Set(allowedTo(role, { locked: true }))
      return allowedTo(role).filter((action) => !locked.has(action))
    })
    expect(new Set(lost)).toEqual(
      new Set([
        'front.edit',
        'columns.edit',
        'sections.edit',
        'rows.edit',
        'numbers.edit',
        'sections.sign',
        'sections.accept',
        'versions.restore',
      ]),
    )
    expect(canWrite(identityOf())).toBe(true)
    expect(canWrite(identityOf({ role: 'commenter' }))).toBe(true)
    expect(canWrite(identityOf({ role: 'viewer' }))).toBe(false)
  })
})

test('[CO7] guests of a public link read the plan and none of its comments', () => {
  const guest = identityOf({ role: 'viewer', kind: 'guest' })
  expect(can(guest, 'plan.read')).toBe(true)
  expect(can(guest, 'comments.read')).toBe(false)
})
