/** Whether everything that is stored of the plans is whole, and their editions what they were (SPEC VE11). Changes nothing. */
import { SvodError } from '../../../shared/errors.ts'
import { PlanDocument } from '../../rooms/document.ts'
import {
  type LedgerFault,
  approvalFaults,
  frozenFaults,
  isFrozenIntact,
  isIntact,
  versionFaults,
} from '../../storage/edition-seal.ts'
import type { FrozenHead, Storage, VersionHead } from '../../storage/storage.ts'

/** What a plan's check found; a damage has the store's own words. */
export type Finding = LedgerFault | { kind: 'damage'; what: string } | { kind: 'newer'; schema: number }

export interface PlanReport {
  id: string
  /** Title in the catalogue; '' for a plan that is not listed. */
  title: string
  versions: number
  approvals: number
  files: number
  findings: Finding[]
}

/** What reading threw, as a finding; anything but damage and a schema that is not known is thrown on. */
const damage = (error: unknown): Finding[] => {
  if (error instanceof SvodError && error.code === 'plan-newer')
    return [{ kind: 'newer', schema: Number(error.details.schema) }]
  if (!(error instanceof SvodError) || error.code !== 'data-broken') throw error
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return [{ kind: 'damage', what: `${String(error.details.what)}${cause}` }]
}

const checkDocument = async (storage: Storage, id: string): Promise<Finding[]> => {
  try {
    const stored = await storage.loadPlan(id)
    if (stored) new PlanDocument(stored).doc.destroy()
    return []
  } catch (error) {
    if (error instanceof SvodError) return damage(error)
    // Bytes whose checksums fit and that make no document.
    return [{ kind: 'damage', what: `plan ${id}: ${error instanceof Error ? error.message : String(error)}` }]
  }
}

const checkContents = async (
  storage: Storage,
  id: string,
  heads: readonly VersionHead[],
): Promise<Finding[]> => {
  const findings: Finding[] = []
  // One at a time: an edition may be megabytes.
  for (const { number } of heads) {
    try {
      const version = await storage.loadVersion(id, number)
      if (!version || !isIntact(version)) findings.push({ kind: 'content', number })
    } catch (error) {
      findings.push(...damage(error))
    }
  }
  return findings
}

const checkFiles = async (storage: Storage, id: string, files: readonly FrozenHead[]): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const { number } of files) {
    try {
      const file = await storage.loadFrozen(id, number)
      if (!file || !isFrozenIntact(file)) findings.push({ kind: 'file-content', number })
    } catch (error) {
      findings.push(...damage(error))
    }
  }
  return findings
}

const checkLedger = async (storage: Storage, id: string) => {
  try {
    const heads = await storage.listVersions(id)
    const acts = await storage.listApprovals(id)
    const files = await storage.listFrozen(id)
    await storage.readHistory(id)
    for (const { epoch } of await storage.listPastEpochs(id)) await storage.loadPastEpoch(id, epoch)
    // One at a time: all of it may be more than the memory has.
    for (const { seq } of await storage.listPast(id)) await storage.readPast(id, seq, seq)
    const chain = [...versionFaults(heads), ...approvalFaults(acts, heads), ...frozenFaults(files, heads)]
    const contents = await checkContents(storage, id, heads)
    const findings = [...chain, ...contents, ...(await checkFiles(storage, id, files))]
    return { versions: heads.length, approvals: acts.length, files: files.length, findings }
  } catch (error) {
    return { versions: 0, approvals: 0, files: 0, findings: damage(error) }
  }
}

/** Looks at every stored plan, one after the other. */
export async function* checkStore(storage: Storage): AsyncGenerator<PlanReport> {
  const traces = await storage.tracePlans()
  for (const { id } of traces) {
    const findings = await checkDocument(storage, id)
    const ledger = await checkLedger(storage, id)
    const title = storage.catalogue.plan(id)?.title ?? ''
    yield { id, title, ...ledger, findings: [...findings, ...ledger.findings] }
  }
}
