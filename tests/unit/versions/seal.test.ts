/** What is evidence: the hash of a plan, the seals of editions and acts. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { canonicalJson, canonicalPlan } from '../../../shared/plan/canonical.ts'
import { projectPlan } from '../../../shared/plan/project.ts'
import { planDoc } from '../../support/drafts.ts'
import { approvalNumber, versionNumber } from '../../support/storage-samples.ts'
import type { ApprovalRecord, VersionRecord } from '../../../server/storage/storage.ts'
import {
  approvalFaults,
  hashOf,
  isIntact,
  sealApproval,
  sealVersion,
  versionFaults,
} from '../../../server/storage/edition-seal.ts'

const plan = () => projectPlan(planDoc(), 'p')

const chain = (count: number): VersionRecord[] => {
  const made: VersionRecord[] = []
  for (let number = 1; number <= count; number++) {
    const before = made.at(-1)
    const body = canonicalPlan({ ...plan(), title: `План ${number}` })
    const { seal: _, ...record } = versionNumber(number)
    made.push(sealVersion({ ...record, body, hash: hashOf(body), previousHash: before?.hash ?? '' }, before))
  }
  return made
}

const acts = (versions: readonly VersionRecord[]): ApprovalRecord[] => {
  const made: ApprovalRecord[] = []
  for (let number = 1; number <= 3; number++) {
    const { seal: _, ...record } = approvalNumber(number)
    made.push(sealApproval({ ...record, hash: versions[0]?.hash ?? '' }, made.at(-1)))
  }
  return made
}

test('[VE2] the hash of a plan does not depend on the order of its keys, nor on the process', () => {
  const body = canonicalPlan(plan())
  const backwards = Object.fromEntries(Object.entries(plan()).reverse()) as unknown as ReturnType<typeof plan>
  expect(canonicalPlan(backwards)).toBe(body)
  // Pinned: another machine, another version of Node or of Svod must come to the same.
  const pinned = canonicalJson({ ё: 1e21, b: ['я', null, 0.1], a: { '€': '\u20ac\n', z: -0 } })
  expect(pinned).toBe('{"a":{"z":0,"€":"€\\n"},"b":["я",null,0.1],"ё":1e+21}')
  expect(hashOf(pinned)).toMatchInlineSnapshot(
    `"d6300de0a4231013e658d0784488f908b9c6824d36253f688d5cdb6da0f3986a"`,
  )
  const script = `const c=require('node:crypto');let s='';process.stdin.on('data',d=>s+=d).on('end',()=>console.log(c.createHash('sha256').update(s).digest('hex')))`
  const other = execFileSync(process.execPath, ['-e', script], { input: body, encoding: 'utf8' })
  expect(other.trim()).toBe(hashOf(body))
})

test('[VE2] a whole chain has no fault; a change of any field of any record is found', () => {
  const versions = chain(4)
  expect(versions.every(isIntact)).toBe(true)
  expect(versionFaults(versions)).toEqual([])
  const records = acts(versions)
  expect(approvalFaults(records, versions)).toEqual([])
  for (const [index, version] of versions.entries()) {
    for (const key of Object.keys(version).filter((one) => one !== 'body')) {
      const was = version[key as keyof VersionRecord]
      const forged = { ...version, [key]: typeof was === 'number' ? was + 1 : `${was ?? ''}x` }
      expect(versionFaults(versions.with(index, forged)), key).not.toEqual([])
    }
    const body = version.body.replace('План', 'Plan')
    expect(isIntact({ ...version, body })).toBe(false)
    // Who hashes the changed content anew has a chain that does not fit.
    expect(versionFaults(versions.with(index, { ...version, body, hash: hashOf(body) }))).not.toEqual([])
  }
  expect(versionFaults(versions.toSpliced(1, 1))).not.toEqual([])
  for (const [index, record] of records.entries()) {
    for (const key of Object.keys(record)) {
      const was = record[key as keyof ApprovalRecord]
      const forged = { ...record, [key]: typeof was === 'number' ? was + 1 : `${was}x` } as ApprovalRecord
      expect(approvalFaults(records.with(index, forged), versions), key).not.toEqual([])
    }
  }
  expect(approvalFaults(records.toSpliced(0, 1), versions)).not.toEqual([])
})
