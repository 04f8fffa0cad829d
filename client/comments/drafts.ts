/**
 * Messages that are not sent yet, kept in this browser per plan and person: closing the panel or the page loses none.
 * Owns their form; a message that was sent and refused is the rescue's business.
 */
import { bodyParts, mentionOf } from '../../shared/comments/mentions.ts'
import { isThreadAbout } from '../../shared/comments/registers.ts'
import type { Memory } from '../browser-memory.ts'
import type { CommentPlace } from '../plan/row-comments.ts'

/** Somebody who can be named. */
export interface Nameable {
  readonly id: string
  readonly name: string
}

/** A message as it is being written: mentions are `@Name` in the text. */
export interface Draft {
  readonly text: string
  /** Whoever was chosen from the list so far. */
  readonly named: readonly Nameable[]
  /** Another text for the cell, in the plan's allow-listed HTML; null where none is proposed. */
  readonly html: string | null
}

export const EMPTY_DRAFT: Draft = { text: '', named: [], html: null }

/** The stored form of a message as a draft, for editing it. */
export const draftOf = (body: string): Draft => {
  const parts = bodyParts(body)
  return {
    text: parts.map((part) => (part.kind === 'text' ? part.text : `@${part.name}`)).join(''),
    named: parts.flatMap((part) => (part.kind === 'mention' ? [{ id: part.id, name: part.name }] : [])),
    html: null,
  }
}

const LETTER = /[\p{L}\p{N}]/u

/** The draft as it is sent: every `@Name` of somebody who was chosen becomes a mention. */
export const bodyOf = ({ text, named }: Pick<Draft, 'text' | 'named'>): string => {
  // The longest name first: «@Анна Петрова» is not «@Анна» with a word behind it.
  const people = [...named].sort((a, b) => b.name.length - a.name.length)
  let body = ''
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at)
    const who = people.find(
      ({ name }) => rest.startsWith(`@${name}`) && !LETTER.test(rest[name.length + 1] ?? ''),
    )
    body += who ? mentionOf(who.name, who.id) : rest[0]
    at += who ? who.name.length + 1 : 1
  }
  return body.trim()
}

/** Where the draft of a new thread is kept: one a cell, so that what was begun elsewhere does not turn up here. */
export const newDraftKey = ({ row, column }: CommentPlace): string => `new ${row} ${column ?? ''}`

interface Stored {
  /** The new thread that was begun last. */
  place: CommentPlace | null
  /** By thread, by message that is being changed, or by what a new thread is about. */
  drafts: Record<string, Draft>
}

const isNameable = (value: unknown): value is Nameable =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Nameable).id === 'string' &&
  typeof (value as Nameable).name === 'string'

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Draft).text === 'string' &&
  ((value as Draft).html === null || typeof (value as Draft).html === 'string') &&
  Array.isArray((value as Draft).named) &&
  (value as Draft).named.every(isNameable)

const parse = (stored: string | null): Stored => {
  try {
    const { place, drafts } = JSON.parse(stored ?? '{}') as { place?: unknown; drafts?: unknown }
    const kept = Object.entries((drafts ?? {}) as object).filter(([, draft]) => isDraft(draft))
    return { place: isThreadAbout(place) ? place : null, drafts: Object.fromEntries(kept) }
  } catch {
    // Somebody else's writing under our key: as good as nothing remembered.
    return { place: null, drafts: {} }
  }
}

/**
 * The drafts of one person in one plan. Another tab may have kept or sent some: what is there is read at every turn, and of it
 * the one that is meant alone is written anew. Where the browser keeps nothing they last as long as the page.
 */
export class Drafts {
  private readonly memory: Memory
  private readonly key: string
  private stored: Stored
  private isKept = true

  constructor({ memory, planId, me }: { memory: Memory; planId: string; me: string }) {
    this.memory = memory
    this.key = `svod.comments.drafts.${planId}.${me}`
    this.stored = parse(memory.read(this.key))
  }

  get(key: string): Draft {
    return this.read().drafts[key] ?? EMPTY_DRAFT
  }

  set(key: string, draft: Draft): void {
    const stored = this.read()
    const { [key]: _, ...others } = stored.drafts
    const isEmpty = draft.text.trim() === '' && draft.html === null
    this.keep({ ...stored, drafts: isEmpty ? others : { ...others, [key]: draft } })
  }

  /** What the new thread is about that was begun and not sent. */
  place(): CommentPlace | null {
    return this.read().place
  }

  setPlace(place: CommentPlace | null): void {
    this.keep({ ...this.read(), place })
  }

  private read(): Stored {
    if (this.isKept) this.stored = parse(this.memory.read(this.key))
    return this.stored
  }

  private keep(stored: Stored): void {
    const text = JSON.stringify(stored)
    this.stored = stored
    this.memory.write(this.key, text)
    this.isKept = this.memory.read(this.key) === text
  }
}
