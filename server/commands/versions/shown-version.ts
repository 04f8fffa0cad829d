/**
 * An edition as the outside sees it (PROTOCOL.md "Versions"). Owns the shape, and which of the editions that were made by
 * themselves have faded with age.
 */
import { fillMessage } from '../../../shared/i18n/format.ts'
import { versionEn } from '../../../shared/i18n/en/version.ts'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { versionRu } from '../../../shared/i18n/ru/version.ts'
import type { ShownFile } from './frozen.ts'
import type { ApprovalRecord, VersionCause, VersionHead } from '../../storage/storage.ts'

export interface ShownAct {
  by: string
  byId: string
  at: string
  /** The date of the order, or null. */
  date: string | null
  /** The ground of an approval, the reason of a withdrawal. */
  ground: string
}

export interface ShownVersion {
  number: number
  name: string
  note: string
  cause: VersionCause
  about: number | null
  createdAt: string
  author: string
  authorId: string
  hash: string
  previousHash: string
  seal: string
  state: 'snapshot' | 'approved'
  approval: ShownAct | null
  /** The last approval was taken back. */
  withdrawal: ShownAct | null
  /** Made by itself, and so old that others stand for it: kept, but not worth a line. */
  faded: boolean
  /** Files that are kept of it, or are being made: those of an edition that was ever approved. */
  files: readonly ShownFile[]
}

const TEXTS = { ru: versionRu, en: versionEn }

const nameOf = ({ name, cause, about, number }: VersionHead, locale: Locale): string =>
  name === '' ? fillMessage(TEXTS[locale][`version.auto.${cause}`], { about: about ?? '', number }) : name

const actOf = (record: ApprovalRecord): ShownAct => ({
  by: record.byName,
  byId: record.by,
  at: record.at,
  date: record.date === '' ? null : record.date,
  ground: record.ground,
})

/** The last approval or withdrawal of an edition. */
export const lastActOn = (acts: readonly ApprovalRecord[], version: number): ApprovalRecord | undefined =>
  acts.findLast((record) => record.version === version && record.act !== 'amended')

export const showVersion = (
  head: VersionHead,
  acts: readonly ApprovalRecord[],
  locale: Locale,
  { faded = false, files = [] }: { faded?: boolean; files?: readonly ShownFile[] | undefined } = {},
): ShownVersion => {
  const last = lastActOn(acts, head.number)
  const { number, note, cause, about, createdAt, hash, previousHash, seal } = head
  return {
    number,
    name: nameOf(head, locale),
    note,
    cause,
    about,
    createdAt,
    author: head.authorName,
    authorId: head.author,
    hash,
    previousHash,
    seal,
    state: last?.act === 'approved' ? 'approved' : 'snapshot',
    approval: last?.act === 'approved' ? actOf(last) : null,
    withdrawal: last?.act === 'withdrawn' ? actOf(last) : null,
    faded,
    files,
  }
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const SEASON_MS = 90 * DAY_MS

/** Editions of one day, later of one month, stand for each other; those of the last week for themselves alone. */
const slotOf = (head: VersionHead, now: number): string => {
  const age = now - Date.parse(head.createdAt)
  if (age < WEEK_MS) return String(head.number)
  return head.createdAt.slice(0, age < SEASON_MS ? 10 : 7)
}

/** Numbers of the editions that have faded: made by themselves, without an act, and another stands for them [VE7]. */
export const fadedAmong = (
  heads: readonly VersionHead[],
  acts: readonly ApprovalRecord[],
  now: number,
): ReadonlySet<number> => {
  const automatic = heads.filter(
    (head) => head.cause !== 'hand' && !acts.some(({ version }) => version === head.number),
  )
  const lastOf = new Map(automatic.map((head) => [slotOf(head, now), head.number]))
  return new Set(
    automatic.filter((head) => lastOf.get(slotOf(head, now)) !== head.number).map(({ number }) => number),
  )
}
