/** Threads that judge large updates: limits of number, time and memory. */
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Case } from '../../../server/access/judge.ts'
import { ClientOwners } from '../../../server/access/owners.ts'
import { createJudges, type JudgesOptions } from '../../../server/rooms/judges.ts'
import { copyOf, planDoc } from '../../support/drafts.ts'
import { identityOf } from '../../support/identities.ts'
import { scatter } from '../../support/scattered.ts'

/** Somebody's 3,000 scattered edits. */
const caseOf = (id = 'anna'): Case => {
  const base = planDoc()
  const copy = copyOf(base)
  copy.clientID = 77
  scatter(copy, 3000)
  return {
    planId: 'p',
    state: Y.encodeStateAsUpdateV2(base),
    tail: [],
    update: Y.encodeStateAsUpdate(copy, Y.encodeStateVector(base)),
    sender: { who: identityOf({ id, role: 'chief' }), clients: new Set([77]), whole: true, brought: 0 },
    owners: { table: new ClientOwners().encode(), complete: true },
  }
}

/** Judges whose threads run this script. */
const judgesOf = (script: string, options: Partial<JudgesOptions> = {}) => {
  const started: string[] = []
  const start = (one: Case, worker: WorkerOptions): Worker => {
    started.push(one.sender.who.id)
    return new Worker(script, { ...worker, eval: true })
  }
  return { judge: createJudges({ start, ...options }), started }
}

const ANSWERS = `require('node:worker_threads').parentPort.postMessage({ ok: false, code: 'gap', spans: null })`

test('[LP4] a real thread judges, and cuts', async () => {
  const judgement = await createJudges()(caseOf())
  expect(judgement).toMatchObject({ ok: true, spans: [{ client: 77 }], leftOut: null })
  expect(judgement.ok ? judgement.slices.length : 0).toBeGreaterThan(20)
})

describe('limits', () => {
  test('[LP4] a thread that does not end is ended, and its update is too costly', async () => {
    const { judge } = judgesOf('for (;;);', { timeoutMs: 50 })
    expect(await judge(caseOf())).toEqual({ ok: false, code: 'too-costly', spans: null })
  })

  test('[LP4] one that eats its memory as well, and the process lives on', async () => {
    const { judge } = judgesOf('const all = []; for (;;) all.push(new Array(1e5).fill(all.length));', {
      memoryMb: 16,
    })
    expect(await judge(caseOf())).toEqual({ ok: false, code: 'too-costly', spans: null })
  })

  test('[LP4] one that throws is an error of ours', async () => {
    const { judge } = judgesOf(`throw new Error('broken')`)
    await expect(judge(caseOf())).rejects.toThrow('broken')
  })

  test('[LP4] there is one at a time, and nobody waits for all of somebody’s', async () => {
    const { judge, started } = judgesOf(ANSWERS)
    const [mallory, anna] = [caseOf('mallory'), caseOf('anna')]
    const all = [judge(mallory), judge(mallory), judge(mallory), judge(anna)]
    expect(started).toEqual([])
    await Promise.all(all)
    expect(started).toEqual(['mallory', 'anna', 'mallory', 'mallory'])
  })
})
