/** The case in which the name of a month stands: what governs it and what does not. Owns telling it by its end. */
import type { Token } from './tags.ts'

const NOMINATIVE = /^(?:март|май|август|люты)$|[а-яі](?:ь|ий|ік|пад)$/u

/** «июль», «май»: governed by nothing. */
export const isNominative = ({ tag, text }: Token): boolean => tag === 'month' && NOMINATIVE.test(text)

/** «июля», «лютого»: governed by a day or «кроме» as what stands before it is. */
export const isGenitive = ({ tag, text }: Token): boolean =>
  tag === 'month' && /[а-яіў](?:а|я|ого|ага)$/u.test(text)
