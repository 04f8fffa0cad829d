/** What a sheet gives to its plan before the session ends. */
import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { useScope } from '../../../../client/table/use-scope.ts'
import { NO_RIGHTS } from '../../../../client/plan/rights.ts'
import { blocksToText } from '../../../../shared/plan/rich.ts'
import { planDraft } from '../../../support/drafts.ts'
import { draw } from '../presence/support.tsx'
import { openSheet } from './support.ts'

let remove = async () => {}
afterEach(() => remove())

test('[SH22] a sheet whose editor has not come yet writes down what was typed before its session ends', async () => {
  const { session, model, view, lines, ids } = openSheet(planDraft(1, 1))
  const row = ids()[0]?.[0] ?? ''
  const title = () => blocksToText(view().sections[0]?.rows[0]?.cells.title ?? [])
  const before = title()
  const ending = new Set<() => void>()
  const onEnding = (listener: () => void) => {
    ending.add(listener)
    return () => void ending.delete(listener)
  }
  const setup = {
    session: { ...session, onEnding },
    model,
    lines: lines(),
    departments: [],
    language: 'ru',
    list: { current: null },
    comments: null,
    signOffs: null,
    checks: null,
    askPeriod: null,
    askFile: null,
    askPlans: null,
    askFact: null,
    lookBack: null,
  } as const
  const Sheet = () => {
    useScope(setup)
    return null
  }
  remove = (await draw(<Sheet />)).remove
  await act(async () => model.set({ kind: 'cell', row, column: 'title' }, 'edit'))
  model.keepTyped('абв')
  await act(async () => {
    for (const listener of ending) listener()
    session.rights.set(NO_RIGHTS)
  })
  expect(title()).toBe(`${before}абв`)
  await remove()
  remove = async () => {}
  expect(ending.size).toBe(0)
})
