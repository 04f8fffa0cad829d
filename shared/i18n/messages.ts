/** What a catalogue is: the keys of the English one, each with an ICU text. Owns the types alone. */
import type { messagesEn } from './messages.en.ts'

export type MessageKey = keyof typeof messagesEn
export type Messages = Readonly<Record<MessageKey, string>>
