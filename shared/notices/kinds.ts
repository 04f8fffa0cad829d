/**
 * What people are told of, in one table: everything that the inbox, the letters and the settings say of a kind hangs on its
 * name here. Its words are `inbox.kind.KIND` and `inbox.say.KIND.ACT`, a letter's subject `digest.subject.KIND`, and the key of
 * its opt-out the name itself. Owns the list; who is told when is the server's.
 */
import type { Action } from '../permissions.ts'

/** How somebody is told: in the app and by mail, in the app alone, or not at all. */
export const WAYS = ['mail', 'app', 'off'] as const
export type Way = (typeof WAYS)[number]

/** When letters go out: after some minutes' quiet, once a day, never. */
export const RHYTHMS = ['soon', 'daily', 'never'] as const
export type Rhythm = (typeof RHYTHMS)[number]

interface Kind {
  /** What can have happened; the words differ. */
  acts: readonly string[]
  /** How people are told who have chosen nothing. */
  way: Way
  /** What one must be allowed to in the plan, then and at any later look. */
  needs: Action
}

export const NOTICE_KINDS = {
  /** Somebody named me in a message. */
  mention: { acts: ['said'], way: 'mail', needs: 'comments.read' },
  /** A message in a thread that I take part in. */
  reply: { acts: ['said', 'proposed'], way: 'mail', needs: 'comments.read' },
  /** A new thread in a section of my department. */
  thread: { acts: ['said', 'proposed'], way: 'app', needs: 'comments.read' },
  /** My proposal was decided on. */
  verdict: { acts: ['accepted', 'declined'], way: 'mail', needs: 'comments.read' },
  /** A thread that I take part in was closed, or opened again. */
  resolved: { acts: ['resolved', 'reopened'], way: 'app', needs: 'comments.read' },
  /** I was given a role in a plan. */
  share: { acts: ['chief', 'editor', 'commenter', 'viewer'], way: 'mail', needs: 'plan.read' },
  /** A plan that I write in was approved, opened for amendments, or its approval withdrawn; one waits for my approval. */
  edition: { acts: ['offered', 'approved', 'withdrawn', 'amended'], way: 'mail', needs: 'plan.read' },
  /** A section waits for me to look at it, or something became of one that I write. */
  signoff: { acts: ['ready', 'accepted', 'returned', 'changed'], way: 'mail', needs: 'comments.read' },
  /** What I answer for is due this week. */
  due: { acts: ['week'], way: 'mail', needs: 'state.edit' },
  /** What I answer for was due, and nobody has said what became of it. */
  overdue: { acts: ['rows'], way: 'mail', needs: 'state.edit' },
} as const satisfies Record<string, Kind>

export type NoticeKind = keyof typeof NOTICE_KINDS

export const KINDS = Object.keys(NOTICE_KINDS) as readonly NoticeKind[]

/** `mention.said`, `verdict.accepted` …: what words are looked up by. */
export type NoticeSaying = {
  [K in NoticeKind]: `${K}.${(typeof NOTICE_KINDS)[K]['acts'][number]}`
}[NoticeKind]

export const isNoticeKind = (value: unknown): value is NoticeKind =>
  typeof value === 'string' && Object.hasOwn(NOTICE_KINDS, value)

const SAYINGS: ReadonlySet<string> = new Set(
  KINDS.flatMap((kind) => NOTICE_KINDS[kind].acts.map((act) => `${kind}.${act}`)),
)

export const isNoticeSaying = (value: unknown): value is NoticeSaying =>
  typeof value === 'string' && SAYINGS.has(value)

export const kindOf = (saying: NoticeSaying): NoticeKind => saying.slice(0, saying.indexOf('.')) as NoticeKind

/** What somebody has chosen about being told; kinds that are left out are as the table has them. */
export interface NoticeSettings {
  rhythm: Rhythm
  ways: Readonly<Partial<Record<NoticeKind, Way>>>
}

export const DEFAULT_SETTINGS: NoticeSettings = { rhythm: 'soon', ways: {} }

export const wayOf = ({ ways }: NoticeSettings, kind: NoticeKind): Way => ways[kind] ?? NOTICE_KINDS[kind].way
