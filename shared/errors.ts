/**
 * The closed list of error codes, with what each means on HTTP and on the WebSocket.
 * Messages for people live in the message catalogues (`shared/i18n/`), keyed by `error.<code>`.
 */

interface ErrorMeaning {
  /** HTTP status. */
  status: number
  /** WebSocket close code, where the error ends a connection. */
  close?: number
}

export const ERRORS = {
  'bad-request': { status: 400, close: 4400 },
  unauthenticated: { status: 401, close: 4401 },
  forbidden: { status: 403, close: 4403 },
  'foreign-origin': { status: 403 },
  'not-found': { status: 404, close: 4404 },
  conflict: { status: 409 },
  /** No such login, or another password: which one is not told. */
  'wrong-credentials': { status: 401 },
  /** Whoever has no password proves who they are by having just signed in. */
  'session-stale': { status: 403 },
  'weak-password': { status: 400 },
  'login-taken': { status: 409 },
  /** A link that was used up, revoked, has expired, or never was. */
  'link-ended': { status: 410 },
  /** The identity provider said no, or its answer does not belong to this browser. */
  'provider-refused': { status: 403 },
  'provider-unreachable': { status: 502 },
  /** The provider knows them, the house does not: they need an invitation. */
  'not-invited': { status: 403 },
  /** The house would be left without an open chief editor. */
  'last-chief': { status: 409 },
  /** People still belong to it. `details.people` */
  'department-in-use': { status: 409 },
  /** The approved plan takes no changes of its content. */
  'plan-locked': { status: 409 },
  /** The draft is no longer what was reviewed. `details.version` */
  'draft-moved': { status: 409 },
  /** An approved edition is in force. */
  'already-approved': { status: 409 },
  /** There is no approval that could be withdrawn or amended. */
  'not-approved': { status: 409 },
  /** The section no longer says what was looked at. */
  'section-moved': { status: 409 },
  /** As the section stands now this step leads nowhere, as accepting what nobody signed. `details.state` */
  'sign-off-step': { status: 409 },
  /** The plan that another is made of is no longer what was looked at. */
  'source-moved': { status: 409 },
  /** A plan is to gather its own rows. */
  'gather-itself': { status: 409 },
  /** Making a plan of others took longer, or more memory, than one may have. */
  'copy-timeout': { status: 503 },
  'plan-in-trash': { status: 404, close: 4410 },
  /** Its document is of a later schema than this server knows: neither shown nor written. */
  'plan-newer': { status: 503 },
  'too-large': { status: 413 },
  'unsupported-media': { status: 415 },
  'file-not-docx': { status: 422 },
  'file-old-doc': { status: 422 },
  'file-old-xls': { status: 422 },
  'file-not-xlsx': { status: 422 },
  'file-open-document': { status: 422 },
  'file-rtf': { status: 422 },
  'file-pdf': { status: 422 },
  'file-web-archive': { status: 422 },
  /** More columns than a table of a plan can have. */
  'file-too-wide': { status: 422 },
  'file-encrypted': { status: 422 },
  'file-too-large': { status: 413 },
  'file-too-many-rows': { status: 422 },
  'file-inflates': { status: 422 },
  /** `details.limit`: millions of characters. */
  'file-too-much-text': { status: 422 },
  /** A cell or a paragraph; `details.limit`: millions of characters. */
  'file-cell-too-long': { status: 422 },
  'file-too-deep': { status: 422 },
  'file-doctype': { status: 422 },
  'file-broken': { status: 422 },
  'file-no-table': { status: 422 },
  'import-timeout': { status: 422 },
  /** An `Idempotency-Key` under which something else was asked for. */
  'key-reused': { status: 422 },
  /** It was done under this `Idempotency-Key`, and the answer was too long to be kept. */
  'already-done': { status: 409 },
  /** Writing the file took longer, or more memory, than one may have. */
  'export-timeout': { status: 503 },
  /** A moment of the past took longer, or more memory, than one may have. */
  'past-timeout': { status: 503 },
  'too-many-requests': { status: 429 },
  /** As many plans are open as one person may have. */
  'too-many-connections': { status: 429, close: 4429 },
  /** As many as one person may make. `details.limit` */
  'too-many-plans': { status: 409 },
  internal: { status: 500, close: 4500 },
  'storage-failed': { status: 503, close: 4503 },
  /** The system has no file, process or memory left for this; what was asked for did not begin. */
  'out-of-resources': { status: 503 },
  /** What is stored cannot be read back whole; nothing is written over it. `details.what` says where. */
  'data-broken': { status: 500, close: 4500 },
  /** Start-up alone: a part of the data folder has gone. `details.what` */
  'data-incomplete': { status: 500 },
  /** Start-up alone: written by a later version. `details.what`, `details.format` */
  'data-newer': { status: 500 },
  /** Start-up alone: another process has the data folder open. `details.folder` */
  'data-folder-in-use': { status: 503 },
  /** Start-up alone: the data folder cannot be made or written; `details.folder`, or `details.what` where it is one file that cannot be read. */
  'data-folder-unwritable': { status: 503 },
  'shutting-down': { status: 503, close: 1001 },
  /** The client speaks a schema or protocol that this server does not. */
  'client-outdated': { status: 426, close: 4426 },
  'slow-reader': { status: 429, close: 4408 },
  /** The document was written anew: whoever has the one of before starts afresh. */
  'epoch-changed': { status: 503, close: 4409 },
} as const satisfies Record<string, ErrorMeaning>

export type ErrorCode = keyof typeof ERRORS

/** An expected failure, with a stable code. `details` fills the placeholders of its message. */
export class SvodError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'SvodError'
    this.code = code
    this.details = details
  }
}

/** The HTTP status of a code. */
export const statusOf = (code: ErrorCode): number => ERRORS[code].status

/** After how many seconds what was refused may go well, where every refusal of that kind has the same answer. */
export const RETRY_SECONDS: Readonly<Partial<Record<ErrorCode, number>>> = {
  // When a plan somewhere was closed.
  'too-many-connections': 60,
  'shutting-down': 5,
  'storage-failed': 5,
  'out-of-resources': 60,
}

/** The WebSocket close code of a code; 4500 for those that normally do not end a connection. */
export const closeCodeOf = (code: ErrorCode): number => {
  const meaning: ErrorMeaning = ERRORS[code]
  return meaning.close ?? 4500
}
