/**
 * What Svod needs of a store, and nothing more. Adapters: memory, embedded (classic-level + lowdb); PostgreSQL later.
 * Nothing above this interface may assume that it is the only process [ST8].
 */

import type { DirectoryData } from './directory-data.ts'
import type { Inboxes } from './inbox-data.ts'

/** An update as it was accepted, with who sent it. */
export interface LogRecord {
  /** V1 update bytes. */
  update: Uint8Array
  /** Identity id of the author; 'server' for repairs. */
  by: string
  /** ms since the epoch. */
  at: number
}

/** The whole document up to a log position. */
export interface Checkpoint {
  /** Number of the last log record that it contains; 0 for none. */
  seq: number
  /** State vector of the document (V1). */
  stateVector: Uint8Array
  /** The state as a V2 update: compact, what the document is rebuilt from. */
  stateV2: Uint8Array
  /**
   * The state as a ready message: raw deflate of the y-websocket sync update message (`encodeSyncUpdate`), as
   * permessage-deflate without context takeover wants it. Sent as it lies to clients that know nothing yet; null
   * where none was made.
   */
  deflatedUpdate: Uint8Array | null
  /** Whose client ids are whose, as `access/owners.ts` writes it; null in checkpoints of before there was such a thing. */
  clients: Uint8Array | null
  /** The document's schema; left out for the first. */
  schema?: number
  /**
   * Who changed what in the records that this checkpoint is the first to contain. Written in the same step, added to
   * what `readHistory` gives; never comes back with the plan.
   */
  history?: readonly HistoryEntry[]
}

export interface StoredPlan {
  epoch: string
  checkpoint: Checkpoint | null
  /** Log records after the checkpoint, in order. */
  tail: LogRecord[]
  /** Number of the last log record, 0 where there is none. */
  seq: number
}

/** An incarnation of a plan's document that another has taken the place of. */
export interface PastEpoch {
  epoch: string
  /** The epoch that came after it. */
  next: string
  /** When it ended (ms since the epoch); no two of a plan end at the same time. */
  endedAt: number
}

/** A plan's document written anew: the same content under another epoch. */
export interface PlanRenewal {
  past: PastEpoch
  /** What is kept of the past epoch, for those who come back from it. */
  kept: Uint8Array
  /** The new document, at the end of the log. */
  checkpoint: Checkpoint
  /** What is kept of epochs that ended before goes. */
  forgetBefore: number
}

/** What the store says about a plan without loading it. */
export interface PlanTrace {
  id: string
  /** Time (ms) of the last record that is in no checkpoint; null where there is none, as after an orderly stop. */
  changedAt: number | null
  /** Neither a checkpoint nor a record. */
  isEmpty: boolean
}

/** The catalogue's line about a plan: an index for lists, the truth is in the document. */
export interface PlanEntry {
  id: string
  title: string
  year: number
  organisation: string
  state: 'draft' | 'approved'
  /** ISO 8601 times. */
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  deletedBy: string | null
  /** Identity id of who made it, and is its chief editor; null where nobody knows. */
  createdBy: string | null
}

export interface DepartmentEntry {
  id: string
  name: string
  short: string
  /** One of the six hues, 1–6. */
  hue: number
}

/** Why an edition was made: by hand, or by itself around something that changes the plan at large. */
export type VersionCause = 'hand' | 'before-restore' | 'restore' | 'bulk' | 'import' | 'gather' | 'sign-off'

/** An immutable edition without its content. How `hash` and `seal` are made: `edition-seal.ts`. */
export interface VersionHead {
  number: number
  /** '' for one that was made by itself. */
  name: string
  note: string
  cause: VersionCause
  /** The edition that it came of, where there is one. */
  about: number | null
  /** ISO 8601. */
  createdAt: string
  /** Identity id, and the name at that time. */
  author: string
  authorName: string
  /** SHA-256 (hex) of the body. */
  hash: string
  /** Hash of the version before, '' for the first. */
  previousHash: string
  /** SHA-256 (hex) of all the above and of the seal before: nothing of it can be changed unseen. */
  seal: string
}

/** An immutable edition. `body` is the canonical JSON (RFC 8785) of its PlanJson. */
export interface VersionRecord extends VersionHead {
  body: string
}

/** What was done about an edition, beside it and never instead of it; immutable, too. */
export interface ApprovalRecord {
  /** Runs from 1 in every plan. */
  number: number
  act: 'approved' | 'withdrawn' | 'amended'
  version: number
  /** The hash of that version. */
  hash: string
  by: string
  byName: string
  /** ISO 8601, of the act itself. */
  at: string
  /** The date that the order or the minutes bear (YYYY-MM-DD), '' where none was given. */
  date: string
  /** Order or minutes of an approval, reason of a withdrawal, '' where none was given. */
  ground: string
  /** SHA-256 (hex) of all the above and of the seal before. */
  seal: string
}

/** The formats in which an approved edition is kept as a file. */
export const FROZEN_FORMATS = ['docx', 'pdf'] as const
export type FrozenFormat = (typeof FROZEN_FORMATS)[number]

/** A file that was made of an approved edition, without its bytes; immutable, and the only one of its edition and format. */
export interface FrozenHead {
  /** Runs from 1 in every plan. */
  number: number
  version: number
  /** The hash of that edition, of whose content the file was made. */
  hash: string
  format: FrozenFormat
  /** SHA-256 (hex) of the bytes. */
  sha256: string
  /** Bytes. */
  size: number
  /** ISO 8601: when it was made. */
  at: string
  /** SHA-256 (hex) of all the above and of the seal before. */
  seal: string
}

export interface FrozenFile extends FrozenHead {
  bytes: Uint8Array
}

/** What somebody did to one thing on one day: what is kept of the log for good. */
export interface HistoryEntry {
  /** UTC date, YYYY-MM-DD. */
  day: string
  root: 'meta' | 'cols' | 'sections' | 'rows'
  /** Row, section or column; null for `meta`. */
  entity: string | null
  /** Field of the document's schema; null for the thing as a whole. */
  field: string | null
  act: 'create' | 'edit' | 'move' | 'delete' | 'restore'
  by: string
  /** Their name at that time, '' where nobody knows it any more. */
  name: string
  /** How many changes. */
  count: number
  /** ms since the epoch. */
  first: number
  last: number
}

/** A run of changes by one person without a long pause: what the line of time shows. Times in ms since the epoch. */
export interface PastStep {
  by: string
  first: number
  last: number
  count: number
}

/** From `clock` on, up to the next run of the same client id, it was `by` who wrote under it, at `at` (ms). */
export interface AuthorRun {
  client: number
  clock: number
  by: string
  at: number
}

/** A stretch of the log that a checkpoint has absorbed, without what is in it. */
export interface PastHead {
  /** Numbers of the first and the last record that it stands for. */
  from: number
  seq: number
  /** Of the document that the records belong to. */
  epoch: string
  /** ms since the epoch, of the earliest and the latest change. */
  first: number
  last: number
  /** Changes within so many ms may have been joined into one; 0: every change is there by itself. */
  grain: number
  /** Whether the state before it is stored with it; else it goes on where the stretch before ends. */
  hasBase: boolean
  /** Bytes that the records take; those since the last stored state, itself included; those of that state. */
  bytes: number
  sinceBase: number
  baseBytes: number
  steps: PastStep[]
}

/** What a stretch holds. */
export interface PastContent {
  /** The state before it as a V2 update, no bytes for an empty document; null where it goes on. */
  base: Uint8Array | null
  records: LogRecord[]
  /** Who wrote under which client ids, where joined records no longer tell; else empty. */
  authors: AuthorRun[]
}

export interface PastPart extends PastContent {
  head: PastHead
}

/** What takes the place of stretches that have become old. How many bytes a stretch takes is each adapter's own measure. */
export interface JoinedPast extends PastContent {
  grain: number
  steps: PastStep[]
}

/** A stretch as another store had it. */
export interface MovedPast extends JoinedPast {
  from: number
  seq: number
  epoch: string
}

export interface AuditRecord {
  at: string
  by: string
  action: string
  plan: string | null
  details: Record<string, string | number | boolean | null>
}

/** A record as it stands in the trail: numbers grow with the order of the calls. */
export interface NumberedAuditRecord extends AuditRecord {
  number: number
}

/**
 * Every promise that writes resolves only when the write is on disk, and rejects when it may not be.
 * After a rejected write of a plan, that plan must be loaded anew before anything is built on it [ST5].
 */
export interface Storage {
  /**
   * Creates a plan with its epoch, empty or with a first content, in one step; its log goes on from that checkpoint's
   * number, 0 but for a plan that was somewhere before. Fails with `conflict` where the id exists.
   */
  createPlan(id: string, epoch: string, checkpoint?: Checkpoint): Promise<void>
  /** Every plan that is stored, listed in the catalogue or not. */
  tracePlans(): Promise<PlanTrace[]>
  /** The stored document, or null where the plan is unknown. */
  loadPlan(id: string): Promise<StoredPlan | null>
  /**
   * Appends records after `expectedSeq`, all or none, in the order of the calls; the bytes are taken over before it
   * returns or kept unchanged until it settles. Fails with `conflict` where the log does not end there [ST4],
   * `not-found` where the plan is unknown.
   */
  append(id: string, expectedSeq: number, records: readonly LogRecord[]): Promise<void>
  /**
   * Replaces the checkpoint and moves the records it contains from the log into the past, in one step [ST6] [HY1].
   * Fails with `conflict` where it reaches beyond the log or behind the checkpoint that is there.
   */
  saveCheckpoint(id: string, checkpoint: Checkpoint): Promise<void>
  /**
   * Begins a new epoch: the renewed document takes the place of checkpoint and log, what is kept of the old one stands
   * beside, and what is kept of epochs long past goes, all in one step. The log's numbers go on. Fails with `conflict`
   * where the plan is of another epoch than the past one, or its log does not end at the checkpoint.
   */
  renewPlan(id: string, renewal: PlanRenewal): Promise<void>
  /** The past epochs of which something is kept, oldest first. */
  listPastEpochs(id: string): Promise<PastEpoch[]>
  /** What is kept of a past epoch; null where nothing is. */
  loadPastEpoch(id: string, epoch: string): Promise<(PastEpoch & { kept: Uint8Array }) | null>
  /**
   * Adds a past epoch that another store has kept. Fails with `conflict` unless it ended after those that are there, and
   * where it is the plan's own.
   */
  addPastEpoch(id: string, past: PastEpoch, kept: Uint8Array): Promise<void>
  /** Removes a plan and its editions for good; no error where it is unknown. */
  purgePlan(id: string): Promise<void>

  /** Adds an edition. Fails with `conflict` unless its number follows the last one's and `previousHash` is its hash. */
  addVersion(id: string, version: VersionRecord): Promise<void>
  /** Oldest first, without what is in them. */
  listVersions(id: string): Promise<VersionHead[]>
  /** A whole edition; null where there is none of that number. */
  loadVersion(id: string, number: number): Promise<VersionRecord | null>
  /** Adds an act about an edition and its line of the audit trail in one step; `conflict` unless its number follows the last one's. */
  addApproval(id: string, record: ApprovalRecord, line?: AuditRecord): Promise<void>
  /** Oldest first. */
  listApprovals(id: string): Promise<ApprovalRecord[]>
  /**
   * Adds a file of an edition. Fails with `conflict` unless its number follows the last one's, and where that edition has a
   * file of that format already; with `not-found` where there is no such edition.
   */
  addFrozen(id: string, file: FrozenFile): Promise<void>
  /** Oldest first, without their bytes. */
  listFrozen(id: string): Promise<FrozenHead[]>
  /** The file of that number; null where there is none. */
  loadFrozen(id: string, number: number): Promise<FrozenFile | null>
  /** What the checkpoints have kept of who changed what: one entry a day, person, thing, field and act, in no order. */
  readHistory(id: string): Promise<HistoryEntry[]>
  /** The past in stretches, oldest first, without what is in them. */
  listPast(id: string): Promise<PastHead[]>
  /** The stretches that end with the records `from` to `to` (numbers, both included), oldest first. */
  readPast(id: string, from: number, to: number): Promise<PastPart[]>
  /**
   * Puts one stretch in the place of those from record `from` to record `seq`, in one step. Fails with `conflict`
   * unless stretches begin and end there.
   */
  joinPast(id: string, from: number, seq: number, joined: JoinedPast): Promise<void>
  /**
   * Adds a stretch of another store's behind those that are there. Fails with `conflict` unless it begins behind them,
   * directly and in their epoch where it brings no state, and ends no later than the checkpoint.
   */
  addPast(id: string, stretch: MovedPast): Promise<void>

  appendAudit(record: AuditRecord): Promise<void>
  /** At most `limit` records with numbers below `before` (left out: the last ones), newest first. */
  readAudit(limit: number, before?: number): Promise<NumberedAuditRecord[]>

  catalogue: Catalogue
  directory: Directory
  inboxes: Inboxes
  /** What only the process that has this very store open answers to a challenge (`store-proof.ts`). */
  proof(challenge: string): string
  /** Fails with `storage-failed` where what is written now would not be found by whoever opens the store next [ST22]. */
  check(): Promise<void>
  /** Finishes the writes that were asked for, then closes; later calls fail with `shutting-down`. */
  close(): Promise<void>
}

/**
 * The small, human-readable part: plans, departments, the signing secret. What is read is what is on disk; a rejected
 * write has changed nothing that is read, and may be tried again.
 */
export interface Catalogue {
  plans(): readonly PlanEntry[]
  plan(id: string): PlanEntry | null
  putPlan(entry: PlanEntry): Promise<void>
  removePlan(id: string): Promise<void>
  departments(): readonly DepartmentEntry[]
  putDepartments(entries: readonly DepartmentEntry[]): Promise<void>
  /** Random bytes (hex) made once with the store; signs demo sessions. */
  secret(): string
}

/**
 * Everything about people: accounts, sessions, links, tokens. One value that is read as it is on disk and replaced as a
 * whole; the entries are never changed in place.
 */
export interface Directory {
  readonly data: DirectoryData
  /**
   * Resolves when what `change` made is on disk. It sees what earlier changes made, returns its argument where there is
   * nothing to do, and may throw to refuse. Rejects with that, or with `storage-failed`; then nothing has changed.
   */
  change(change: (data: DirectoryData) => DirectoryData): Promise<void>
  /** Calls back after every change that is on disk; the returned function ends it. */
  onChange(listener: (data: DirectoryData) => void): () => void
}
