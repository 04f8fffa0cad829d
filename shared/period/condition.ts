/** Periods that somebody or something else decides: «по согласованию», «по мере необходимости», «дата уточняется». Owns them alone. */
import type { WordAtom } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import type { Tag, Token } from './tags.ts'

const AGREED: WordAtom = { type: 'by-agreement' }
const DEMANDED: WordAtom = { type: 'on-demand' }

/** How many words may stand between «по» and its noun: «по отдельному утвержденному графику». */
const REACH = 4

const PASSED: readonly Tag[] = [
  'word',
  'school',
  'monthWord',
  'whole',
  'document',
  'dash',
  'in',
  'year',
  'annual',
  'yearWord',
  'seasonal',
]

/** «по первому требованию» */
const takeFirst = (cursor: Cursor): Token | null =>
  /^[а-яі]{5,}$/u.test(cursor.peek()?.text ?? '') ? cursor.take('num') : null

const noun = (cursor: Cursor): WordAtom | null => {
  let isDocument = false
  for (let passed = 0; passed <= REACH; passed++) {
    if (cursor.take('agreement')) return AGREED
    if (cursor.take('demand')) return DEMANDED
    // The next line names a paper, or is behind one that was named: it is another's.
    const isNext = cursor.peek()?.line !== cursor.peek(-1)?.line
    if (isNext && (isDocument || cursor.is('document'))) break
    const token = cursor.take(...PASSED) ?? takeFirst(cursor)
    if (!token) break
    // «по договор.»: a paper that somebody writes is a condition by itself.
    isDocument ||= token.tag === 'document'
  }
  return isDocument ? AGREED : null
}

const MEASURE = /^(?:мере|мірі|міру|меры)$/u

/** «по мере …», «у міру …» whatever it is: поступления, комплектования, готовности. */
const measure = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    if (!cursor.take('to', 'given', 'in') || !MEASURE.test(cursor.peek()?.text ?? '')) return null
    cursor.at++
    if (!cursor.take('demand', 'agreement')) cursor.take('word')
    cursor.take('demand')
    return DEMANDED
  })

const given = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    if (!cursor.take('to', 'given', 'according') && !isOn(cursor)) return null
    return noun(cursor)
  })

/** English «on request», «by agreement». */
const isOn = (cursor: Cursor): boolean => {
  const before = cursor.tokens[cursor.at - 1]
  if (before?.text === 'on') return true
  if (before?.text === 'на' && /^(?:вимог|запит|замовл)/u.test(cursor.peek()?.text ?? '')) return true
  const token = cursor.peek()
  // «at the request of schools»
  const article = before?.text === 'the' ? cursor.tokens[cursor.at - 2] : before
  if (article?.text === 'at' && token?.tag === 'demand') return true
  if (token?.text !== 'by') return false
  cursor.at++
  return true
}

const according = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    const found = cursor.take('according')
    if (!found) return null
    cursor.skip('from', 'to')
    if (cursor.peek()?.text === 'with') cursor.at++
    return noun(cursor) ?? (found.text === 'per' ? null : AGREED)
  })

/** «без согласования», «без предварительного согласования»: nobody decides anything. */
const isDenied = (cursor: Cursor): boolean => {
  const back =
    cursor.is('agreement') && cursor.tag(-1) === 'word' && cursor.peek(-1)?.text !== 'без' ? -2 : -1
  const denial = cursor.peek(back)
  return denial?.text === 'без' && denial.line === cursor.peek()?.line
}

/** «дата уточняется», «на согласовании», TBC, «будет определена дополнительно». */
const pending = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    const token = cursor.peek()
    if (cursor.take('pending')) return AGREED
    const isOpen =
      token?.tag === 'word' &&
      /^(?:будет|будут|требует|подлежит|уточн|дополнительн|сообщ|соглас)/u.test(token.text)
    if (isDenied(cursor)) return null
    if (token?.tag === 'agreement' && /^(?:уточн|соглас|договор|согл$)/u.test(token.text)) {
      cursor.at++
      return AGREED
    }
    if (!isOpen) return null
    cursor.at++
    for (let passed = 0; passed < 3 && cursor.is('word', 'in', 'agreement'); passed++) {
      if (cursor.peek()?.line !== token?.line) break
      cursor.at++
    }
    return AGREED
  })

/** «where necessary», «in case of need», «under a separate plan»: words that say much else, too. */
const english = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    const { text } = cursor.take('word') ?? { text: '' }
    if (text === 'be') return TOLD_LATER.test(cursor.peek()?.text ?? '') ? told(cursor) : null
    if (text === 'where' || text === 'case') {
      cursor.skip('in')
      return cursor.take('demand') ? DEMANDED : null
    }
    if (text !== 'under' || cursor.take('word')?.text !== 'a') return null
    cursor.skip('word')
    return cursor.take('agreement') ? AGREED : null
  })

const TOLD_LATER = /^(?:decided|specified|advised|arranged|agreed|scheduled)$/u

const told = (cursor: Cursor): WordAtom => {
  cursor.at++
  return AGREED
}

/** «subject to funding», «subject to approval» */
const subject = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    if (cursor.take('word')?.text !== 'subject' || !cursor.take('to')) return null
    const { text } = cursor.take('word', 'agreement', 'demand', 'pending') ?? { text: '' }
    if (text === '') return null
    return /^(?:approv|confirm|agree)/u.test(text) ? AGREED : DEMANDED
  })

/** «дата не определена», «срок не установлен» */
const unset = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    if (!/^(?:дат|срок|врем|date)/u.test(cursor.take('word', 'span', 'time')?.text ?? '')) return null
    if (cursor.peek()?.text === 'pending') return told(cursor)
    cursor.skip('word')
    if (!cursor.take('not')) return null
    const token = cursor.take('word', 'agreement', 'pending')
    return token &&
      /^(?:определ|установл|назнач|утвержд|известн|согласов|визнач|set$|fixed$)/u.test(token.text)
      ? AGREED
      : null
  })

/** «в день обращения». The noun alone says nothing: «приём заявок до 10 апреля». */
const demanded = (cursor: Cursor): WordAtom | null =>
  cursor.attempt(() => {
    cursor.skip('in')
    return cursor.take('day') && cursor.take('demand') ? DEMANDED : null
  })

/** A condition here, null where there is none. */
export const readCondition = (cursor: Cursor): WordAtom | null =>
  measure(cursor) ??
  given(cursor) ??
  according(cursor) ??
  pending(cursor) ??
  unset(cursor) ??
  subject(cursor) ??
  english(cursor) ??
  demanded(cursor)
