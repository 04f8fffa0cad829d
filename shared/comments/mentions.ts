/**
 * Mentions in a message: `@[Name](id)` in its text. Owns that notation alone; who can be named is the caller's question.
 */

/** A piece of a message: plain words, or somebody who is named. */
export type BodyPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly id: string; readonly name: string }

const MENTION = /@\[([^\]\n]{1,200})\]\(([A-Za-z0-9_:.-]{1,120})\)/g

/** What stands for a person in the text of a message. Brackets and line breaks in a name would end it early. */
export const mentionOf = (name: string, id: string): string =>
  `@[${name.replace(/[[\]\n]/g, ' ').trim()}](${id})`

/** The pieces of a message, in order; joined they are its text. */
export const bodyParts = (text: string): BodyPart[] => {
  const parts: BodyPart[] = []
  let end = 0
  for (const match of text.matchAll(MENTION)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    parts.push({ kind: 'mention', name: match[1] ?? '', id: match[2] ?? '' })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

/** Ids of everybody who is named, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set(bodyParts(text).flatMap((part) => (part.kind === 'mention' ? [part.id] : []))),
]

/** The message as people read it: `@Name` for mentions. */
export const plainBody = (text: string): string =>
  bodyParts(text)
    .map((part) => (part.kind === 'text' ? part.text : `@${part.name}`))
    .join('')
