/**
 * Sessions of people (SPEC PP5): how long they live, how they begin, are renewed and end. Works on the directory's data;
 * when it is saved, and what the cookie looks like, is others' business. Pure.
 */
import type { DirectoryData, SessionEntry } from '../storage/directory-data.ts'

export const SESSION_SECONDS = 30 * 24 * 60 * 60
/** How exactly it is kept when a session or token was last used. */
export const SEEN_STEP_MS = 60 * 60 * 1000
/** Sessions that one person can have; the one unused for longest makes room. */
const MAX_SESSIONS = 40

/** The browser that a session belongs to. */
export interface Place {
  agent: string
  address: string
}

export interface NewSession extends Place {
  person: string
  /** Hash of the secret that the cookie holds. */
  hash: string
  /** Hash of the session that it takes the place of; null for none. */
  replaces: string | null
}

const timesAt = (now: number) => ({
  seenAt: new Date(now).toISOString(),
  expiresAt: new Date(now + SESSION_SECONDS * 1000).toISOString(),
})

export const isAlive = ({ expiresAt }: { expiresAt: string | null }, now: number): boolean =>
  expiresAt === null || Date.parse(expiresAt) > now

/** A short name of a session: a part of its hash, which opens nothing. */
export const sessionId = ({ hash }: SessionEntry): string => hash.slice(0, 16)

/** With a new session; those that have expired go. */
export const withSession = (data: DirectoryData, session: NewSession, now: number): DirectoryData => {
  const { person, hash, agent, address, replaces } = session
  const alive = data.sessions.filter((one) => isAlive(one, now) && one.hash !== replaces)
  const own = alive.filter((one) => one.person === person).sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1))
  const spare = new Set(own.slice(0, Math.max(0, own.length - MAX_SESSIONS + 1)))
  const createdAt = new Date(now).toISOString()
  const entry = { hash, person, createdAt, ...timesAt(now), agent, address }
  return { ...data, sessions: [...alive.filter((one) => !spare.has(one)), entry] }
}

/** Without the sessions that `ends` picks; the same data where it picks none. */
export const withoutSessions = (
  data: DirectoryData,
  ends: (session: SessionEntry) => boolean,
): DirectoryData => {
  const sessions = data.sessions.filter((one) => !ends(one))
  return sessions.length === data.sessions.length ? data : { ...data, sessions }
}

/** With the session or token of that hash noted as used now, and a session renewed. */
export const touched = (data: DirectoryData, hash: string, now: number): DirectoryData => {
  const { seenAt, expiresAt } = timesAt(now)
  return {
    ...data,
    sessions: data.sessions.map((one) => (one.hash === hash ? { ...one, seenAt, expiresAt } : one)),
    tokens: data.tokens.map((one) => (one.hash === hash ? { ...one, usedAt: seenAt } : one)),
  }
}

/** Whether what was last used at `seenAt` should be noted as used. */
export const isStale = (seenAt: string | null, now: number): boolean =>
  // One that was used in the future, by a clock that was ahead, would be alive for as long [AL5].
  seenAt === null || Math.abs(now - Date.parse(seenAt)) >= SEEN_STEP_MS
