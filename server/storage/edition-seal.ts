/**
 * What makes editions and acts about them evidence [VE2]: hash of the content, seal of the record and of everything
 * before it. Owns how both are made and checked; must not read or write a store.
 */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/plan/canonical.ts'
import type { ApprovalRecord, FrozenFile, FrozenHead, VersionHead, VersionRecord } from './storage.ts'

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** SHA-256 (hex) of an edition's content, which is canonical JSON. */
export const hashOf = (body: string): string => sha256(body)

/** What a seal covers, whatever else the value carries. */
const sealed = (head: Omit<VersionHead, 'seal'>): Omit<VersionHead, 'seal'> => {
  const { number, name, note, cause, about, createdAt, author, authorName, hash, previousHash } = head
  return { number, name, note, cause, about, createdAt, author, authorName, hash, previousHash }
}

const sealAfter = (record: object, before: { seal: string } | undefined): string =>
  sha256(`${before?.seal ?? ''}\n${canonicalJson(record)}`)

/** The edition with its seal, behind the edition `before` it. */
export const sealVersion = (
  version: Omit<VersionRecord, 'seal'>,
  before: VersionHead | undefined,
): VersionRecord => ({ ...version, seal: sealAfter(sealed(version), before) })

/** The act with its seal, behind the act `before` it. */
export const sealApproval = (
  record: Omit<ApprovalRecord, 'seal'>,
  before: ApprovalRecord | undefined,
): ApprovalRecord => ({ ...record, seal: sealAfter(record, before) })

/** A file of an edition with its sum and seal, behind the file `before` it. */
export const sealFrozen = (
  file: Omit<FrozenFile, 'seal' | 'sha256' | 'size'>,
  before: FrozenHead | undefined,
): FrozenFile => {
  const { bytes, ...rest } = file
  const head = { ...rest, sha256: sha256(bytes), size: bytes.length }
  return { ...head, seal: sealAfter(head, before), bytes }
}

/** Whether a file has the bytes that its record speaks of. */
export const isFrozenIntact = ({ bytes, sha256: sum, size }: FrozenFile): boolean =>
  bytes.length === size && sha256(bytes) === sum

/** What is wrong in a plan's ledger; `number` is the edition's or the act's. */
export interface LedgerFault {
  kind:
    | 'gap'
    | 'content'
    | 'chain'
    | 'record'
    | 'approval-gap'
    | 'approval-record'
    | 'approval-content'
    | 'file-gap'
    | 'file-record'
    | 'file-edition'
    | 'file-content'
  number: number
}

/** Whether content hashes to what its record says. */
export const isIntact = ({ body, hash }: Pick<VersionRecord, 'body' | 'hash'>): boolean =>
  hashOf(body) === hash

const faultsOfHead = (head: VersionHead, before: VersionHead | undefined, index: number): LedgerFault[] => {
  const faults: LedgerFault[] = []
  if (head.number !== index + 1) faults.push({ kind: 'gap', number: head.number })
  if (head.previousHash !== (before?.hash ?? '')) faults.push({ kind: 'chain', number: head.number })
  if (head.seal !== sealAfter(sealed(head), before)) faults.push({ kind: 'record', number: head.number })
  return faults
}

/** What is wrong with the records of the files of editions, their bytes left aside. */
export const frozenFaults = (files: readonly FrozenHead[], heads: readonly VersionHead[]): LedgerFault[] =>
  files.flatMap((file, index) => {
    const { seal, ...rest } = file
    const { number } = file
    const faults: LedgerFault[] = []
    if (number !== index + 1) faults.push({ kind: 'file-gap', number })
    if (seal !== sealAfter(rest, files[index - 1])) faults.push({ kind: 'file-record', number })
    const made = heads.find((head) => head.number === file.version)
    if (made?.hash !== file.hash) faults.push({ kind: 'file-edition', number })
    return faults
  })

/** What is wrong with a plan's editions, their contents left aside. */
export const versionFaults = (heads: readonly VersionHead[]): LedgerFault[] =>
  heads.flatMap((head, index) => faultsOfHead(head, heads[index - 1], index))

/** What is wrong with the acts about them. */
export const approvalFaults = (
  records: readonly ApprovalRecord[],
  heads: readonly VersionHead[],
): LedgerFault[] =>
  records.flatMap((record, index) => {
    const { seal, ...rest } = record
    const faults: LedgerFault[] = []
    const { number } = record
    if (number !== index + 1) faults.push({ kind: 'approval-gap', number })
    if (seal !== sealAfter(rest, records[index - 1])) faults.push({ kind: 'approval-record', number })
    const spoken = heads.find((head) => head.number === record.version)
    if (spoken?.hash !== record.hash) faults.push({ kind: 'approval-content', number })
    return faults
  })
