/** What was last answered on the entry page of trial mode, kept in this browser. Owns its storage key. */
import { cutText } from '../../shared/cut-text.ts'
import { ROLES, type Role } from '../../shared/identity.ts'
import type { Memory } from '../browser-memory.ts'

const KEY = 'svod.entry'

export interface EntryAnswers {
  name: string
  role: Role
  /** Department id, '' for none. */
  department: string
}

const FRESH: EntryAnswers = { name: '', role: 'editor', department: '' }

export const isRole = (value: unknown): value is Role =>
  typeof value === 'string' && (ROLES as readonly string[]).includes(value)

/** The remembered answers; what is missing or odd falls back to an editor without a name. */
export const parseAnswers = (stored: string | null): EntryAnswers => {
  if (!stored) return FRESH
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null) return FRESH
    const { name, role, department } = value as Partial<Record<keyof EntryAnswers, unknown>>
    return {
      name: typeof name === 'string' ? cutText(name, 60) : FRESH.name,
      role: isRole(role) ? role : FRESH.role,
      department: typeof department === 'string' ? department : FRESH.department,
    }
  } catch {
    // Not what this page wrote: as good as nothing.
    return FRESH
  }
}

export const readAnswers = (memory: Memory): EntryAnswers => parseAnswers(memory.read(KEY))

export const rememberAnswers = (memory: Memory, answers: EntryAnswers): void =>
  memory.write(KEY, JSON.stringify(answers))
