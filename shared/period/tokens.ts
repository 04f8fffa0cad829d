/**
 * A cell's text → tokens with a class and offsets. Owns how figures, words and lines are cut: dates in figures, clock
 * times, years, roman numbers, words cut in two or run together. What tokens mean together is the grammar's.
 */
import { hasLatin, inCyrillic, plainText, unmixed } from './chars.ts'
import { endInSource, visible } from './invisible.ts'
import { exactEntry, isKnown, lookUp } from './lexicon.ts'
import { withExceptions } from './excepting.ts'
import { readFigures, readRomanMonth } from './figures.ts'
import { readRoman } from './roman.ts'
import { withoutBullets } from './bullets.ts'
import { type Shortened, readShortened } from './shortened.ts'
import { type Entry, type Tag, type Token, makeToken } from './tags.ts'

const WORD = /[\p{L}]+(?:'\p{L}+)?/uy
const MARKS: Record<string, Tag> = {
  '-': 'dash',
  '~': 'dash',
  ',': 'comma',
  ';': 'comma',
  '/': 'comma',
  '&': 'and',
  '+': 'and',
  '(': 'open',
  '[': 'open',
  ')': 'close',
  ']': 'close',
}
/** A line break of its own, or one that came out of markup. */
const BREAK = /(?:\n|\\n|<\/?(?:p|br|div|li)\b[^<>\n]{0,80}>)+/y
const SILENT = /[ .:«»"'“”„*•·°№_]/
/** «№ 3», «№5/2»: a number of something, no day. */
const NUMBERED = /№{1,2}\s?\d+(?:[/-]\d+)?(?![.\d])/y

/** «vk.com/odb2026», «lib15@mail.ru»: figures in an address are none of the cell's. */
const ADDRESS =
  /https?:\S+|www\.\S+|[a-z\d._-]+@[a-z\d.-]+|[a-z][a-z\d.-]*\.(?:ru|com|org|net|ua|by|рф)(?!\p{L})\S*/uy

const MAY_ADDRESS = /@|https?:|www\.|\.(?:ru|com|org|net|ua|by|рф)/

const matchAt = (pattern: RegExp, text: string, at: number): string | null => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/** An address of the net; «5 May.by phone» has none. */
const readAddress = (text: string, at: number): string | null => {
  const found = matchAt(ADDRESS, text, at)
  const [label = '', next] = found?.split('.') ?? []
  return next === 'by' && isKnown(label) ? null : found
}

/** Two class words that were run together: «апрельмай», «доянваря», «втечение». */
const parted = (word: string): [number, Entry, Entry] | null => {
  for (let at = 1; at < word.length - 1; at++) {
    const first = exactEntry(word.slice(0, at))
    const second = first && exactEntry(word.slice(at))
    if (!first || !second) continue
    const isMonths = first.tag === 'month' && second.tag === 'month' && at > 2
    const isLed = ['from', 'until', 'in', 'to'].includes(first.tag)
    // «комар» is no «ко мар.».
    const isTime = second.tag === 'during' || (second.tag === 'month' && word.length > 5)
    const isYear = first.tag === 'during' && ['yearWord', 'school', 'whole'].includes(second.tag)
    if (isMonths || isYear || (isLed && isTime)) return [at, first, second]
  }
  return null
}

/** «Фролова О. С.» at the end of a line or before a space: an initial, no «с». */
const INITIAL = /(?:^|[^\p{L}])\p{L}\. ?$/u
const isInitial = (text: string, from: number, end: number, isBehindName: () => boolean): boolean =>
  end === from + 1 &&
  text[end] === '.' &&
  'cсkквиузоі'.includes(text[from] ?? '') &&
  (isBehindName() || INITIAL.test(text.slice(Math.max(0, from - 4), from)) || text[end + 1] === '\n')

const wordTokens = (word: string, from: number, line: number, isDotted: boolean): Token[] => {
  const to = from + word.length
  const entry = lookUp(word, isDotted)
  if (entry) {
    const ordinal = entry.tag === 'num'
    return [makeToken(entry.tag, from, to, line, { value: entry.value, ordinal, text: word })]
  }
  const pair = (word.length > 5 || word.startsWith('вт')) && word.length < 20 ? parted(word) : null
  if (!pair) return [makeToken('word', from, to, line, { text: word })]
  const [at, first, second] = pair
  return [
    makeToken(first.tag, from, from + at, line, { value: first.value, text: word.slice(0, at) }),
    // The dash between two months was lost with the line break that it ended.
    ...(first.tag === 'month' ? [makeToken('dash', from + at, from + at, line)] : []),
    makeToken(second.tag, from + at, to, line, { value: second.value, text: word.slice(at) }),
  ]
}

/** A word that was cut in two, by a space or a hyphen: «сен тябрь», «тече-нии». */
const JOINED = /(?:[ -]|- ?\n) ?(\p{L}{1,10})(?!\p{L})/uy
/** A narrow column broke the word without a hyphen: «понедельн» — «ик». */
const BROKEN = /\n(\p{L}{1,8})(?!\p{L})/uy
/** «Сентябр» — «ьдекабр» — «ь»: two months whose dash was lost, too. */
const brokenPair = (text: string, start: string, end: number): { word: string; end: number } | null => {
  BROKEN.lastIndex = end
  const word = start + (BROKEN.exec(text)?.[1] ?? '')
  if (word.length > 20 || parted(word)?.[1].tag !== 'month') return null
  return { word, end: word === start ? end : BROKEN.lastIndex }
}
const broken = (text: string, word: string, end: number): { word: string; end: number } | null => {
  if (word.length > 11 || text[end] !== '\n') return null
  BROKEN.lastIndex = end
  const tail = BROKEN.exec(text)?.[1]
  if (tail === undefined) return null
  if (!isKnown(word + tail))
    return isKnown(word) || isKnown(tail) ? null : brokenPair(text, word + tail, BROKEN.lastIndex)
  const isOne = exactEntry(word + tail) ? !(isKnown(word) && isKnown(tail)) : !isKnown(word) && !isKnown(tail)
  return isOne ? { word: word + tail, end: BROKEN.lastIndex } : null
}
/** «Я нварь», «кварта л»: one letter was cut off. */
const isCutByLetter = (word: string, tail: string, entry: Entry | undefined): boolean =>
  entry !== undefined &&
  ['month', 'quarter', 'during', 'half', 'recurring'].includes(entry.tag) &&
  word.length + tail.length > 3 &&
  !isKnown(word.length < tail.length ? tail : word)
const THIRD = /- ?\n ?(\p{L}{2,10})(?!\p{L})/uy
/** «еже-» — «квар-» — «тально» */
const cutTwice = (text: string, start: string, end: number): { word: string; end: number } | null => {
  THIRD.lastIndex = end
  const word = start + (THIRD.exec(text)?.[1] ?? '')
  return word !== start && exactEntry(word) ? { word, end: THIRD.lastIndex } : null
}

const mended = (text: string, word: string, end: number): { word: string; end: number } => {
  if (word.length > 10) return { word, end }
  JOINED.lastIndex = end
  const next = JOINED.exec(text)
  const tail = next?.[1] ?? ''
  const isWhole = tail === '' || (isKnown(word) && isKnown(tail))
  if (!next || isWhole || hasLatin(word)) return { word, end }
  const entry = exactEntry(word + tail)
  if (word.length < 2 || tail.length < 2)
    return isCutByLetter(word, tail, entry) ? { word: word + tail, end: JOINED.lastIndex } : { word, end }
  const isCondition = !entry && isKnown(word + tail) && !isKnown(word) && !isKnown(tail)
  if (isCondition) return { word: word + tail, end: JOINED.lastIndex }
  const isHyphened = /^- ?\n/.test(text.slice(end, end + 3))
  const isWord =
    entry &&
    (isHyphened ||
      ['month', 'during', 'quarter', 'half', 'recurring', 'always', 'pending', 'yearWord'].includes(
        entry.tag,
      ))
  if (isWord) return { word: word + tail, end: JOINED.lastIndex }
  return (isHyphened ? cutTwice(text, word + tail, JOINED.lastIndex) : null) ?? { word, end }
}

/** «о к т я б р ь»: a word that was set wide. */
const WIDE = /\p{L}(?: \p{L}){2,14}(?! ?\p{L})/uy
const WIDE_CLASSES: readonly Tag[] = ['month', 'during', 'quarter', 'half', 'recurring', 'always', 'yearWord']
const readWide = (text: string, at: number, line: number): Token | null => {
  const isWide = text[at + 1] === ' ' && text[at + 3] === ' ' && !/\p{L}/u.test(text[at - 1] ?? '')
  const found = isWide ? matchAt(WIDE, text, at) : null
  const word = found?.replaceAll(' ', '') ?? ''
  const entry = found === null ? undefined : (exactEntry(word) ?? exactEntry(inCyrillic(word)))
  if (found === null || !entry || !WIDE_CLASSES.includes(entry.tag)) return null
  return makeToken(entry.tag, at, at + found.length, line, { value: entry.value, text: word })
}

const HALF = /п\s?[/\\.]\s?г(?:одие|одии|одия)?(?![\p{L}])\.?/uy
/** «п/г»: half a year. */
const readHalf = (text: string, at: number, line: number): Token | null => {
  const found = text[at] === 'п' && !/\p{L}/u.test(text[at - 1] ?? '') ? matchAt(HALF, text, at) : null
  return found === null ? null : makeToken('half', at, at + found.length, line)
}

const THIS_YEAR = /(?:в\s?\.?)?т\s?[/\\]\s?г(?!\p{L})\.?|в\s?[/\\]\s?г(?!\p{L})\.?/uy
/** «в т/г», «в/г»: the whole of this year. */
const readThisYear = (text: string, at: number, line: number, before: Token | undefined): Token | null => {
  const isWord = (text[at] === 'в' || text[at] === 'т') && !/\p{L}/u.test(text[at - 1] ?? '')
  const found = isWord ? matchAt(THIS_YEAR, text, at) : null
  // «к концу т/г»
  const tag = before?.tag === 'part' ? 'yearWord' : 'always'
  return found === null ? null : makeToken(tag, at, at + found.length, line)
}

/** «T.B.C.» */
const PENDING = /t\.\s?b\.\s?[acd](?!\p{L})\.?/uy
const readPending = (text: string, at: number, line: number): Token | null => {
  const found = text[at] === 't' ? matchAt(PENDING, text, at) : null
  return found === null ? null : makeToken('pending', at, at + found.length, line)
}

/** «март...май», «15 .. 20 марта», «март _ май»: dots or a low line for a dash; longer lines are blanks of a form. */
const DOTS = /\.{3}|(?<=\d ?)\.{2}(?= ?\d)|(?<!_)_(?!_)/y

class Scanner {
  readonly tokens: Token[] = []
  private at = 0
  private line = 0
  /** The first token behind a quotation mark that is open, null where none is. */
  private quoted: number | null = null
  private readonly text: string
  private readonly hasAddress: boolean
  /** The text before it was put into plain form: as long, with its capitals. */
  private readonly source: string

  constructor(text: string, source: string) {
    this.text = text
    this.source = source
    this.hasAddress = MAY_ADDRESS.test(text)
  }

  run(): Token[] {
    while (this.at < this.text.length) this.step()
    this.quoted = null
    return this.tokens
  }

  private step(): void {
    const { text, at, line } = this
    const char = text[at] ?? ''
    if (char === ' ') return void this.at++
    const gap = char === '\n' || char === '\\' || char === '<' ? matchAt(BREAK, text, at) : null
    if (gap !== null) return this.breakLine(gap)
    const figures =
      readWide(text, at, line) ??
      readHalf(text, at, line) ??
      readThisYear(text, at, line, this.tokens.at(-1)) ??
      readPending(text, at, line) ??
      readRomanMonth(text, at, line) ??
      readRoman(text, at, line) ??
      readFigures(text, at, line, this.tokens)
    if (figures) return this.push([figures], figures.to)
    const address = this.hasAddress && char >= 'a' && char <= 'z' ? readAddress(text, at) : null
    if (address !== null)
      return this.push(
        [makeToken('word', at, at + address.length, line, { text: address })],
        at + address.length,
      )
    const word = matchAt(WORD, text, at)
    if (word !== null) return this.word(word)
    const numbered = char === '№' ? matchAt(NUMBERED, text, at) : null
    if (numbered !== null)
      return this.push(
        [makeToken('word', at, at + numbered.length, line, { text: numbered })],
        at + numbered.length,
      )
    const dots = char === '.' || char === '_' ? matchAt(DOTS, text, at) : null
    if (dots !== null) return this.push([makeToken('dash', at, at + dots.length, line)], at + dots.length)
    if (SILENT.test(char)) return this.pass(char)
    const mark = MARKS[char]
    this.push([makeToken(mark ?? 'word', at, at + 1, line, { text: char })], at + 1)
  }

  private pass(char: string): void {
    if ('«„'.includes(char)) this.quoted ??= this.tokens.length
    else if ('»”'.includes(char) || this.quoted !== null) this.closeQuote(char)
    else if ('"“'.includes(char)) this.quoted = this.tokens.length
    this.at++
  }

  /** What stands between two marks of a line is a name; a mark that is never closed begins none. */
  private closeQuote(char: string): void {
    if (this.quoted === null || !'»”"“'.includes(char)) return
    for (let at = this.quoted; at < this.tokens.length; at++) {
      const token = this.tokens[at]
      if (token) token.isQuoted = true
    }
    this.quoted = null
  }

  private breakLine(gap: string): void {
    this.at += gap.length
    this.line++
    this.quoted = null
  }

  private word(found: string): void {
    const short = this.text[this.at + found.length] === '-' ? readShortened(this.text, this.at) : null
    if (short) return this.shortened(short)
    const from = this.at + found.length
    const { word, end } = broken(this.text, found, from) ?? mended(this.text, found, from)
    const isDotted = this.text[end] === '.'
    const tokens = isInitial(this.text, this.at, end, () => this.isBehindName())
      ? [makeToken('word', this.at, end, this.line, { text: word })]
      : wordTokens(word, this.at, this.line, isDotted)
    const last = tokens.at(-1)
    if (last) last.to = end
    this.push(tokens, end)
  }

  /** «Фролова С. 15 мая»: a capital behind a word that says nothing of time. */
  private isBehindName(): boolean {
    const before = this.tokens.at(-1)
    const isCapital = this.source[this.at] !== this.text[this.at]
    return isCapital && before?.tag === 'word' && before.line === this.line && before.text.length > 2
  }

  private shortened({ word, entry }: Shortened): void {
    const { at, line } = this
    const end = at + word.length
    this.push([makeToken(entry.tag, at, end, line, { value: entry.value, text: word })], end)
  }

  private push(tokens: Token[], end: number): void {
    let before = this.tokens.at(-1)
    for (const token of tokens) {
      token.isGlued = before?.to === token.from
      before = token
    }
    this.tokens.push(...tokens)
    this.at = Math.max(end, this.at + 1)
  }
}

/** Letters that a scanner took for figures: «1О октября», «01.О9», «1З мая», «З0.08». */
const SLIPS =
  /(?<![\p{L}\d.])[il|](?=\d(?![\d\p{L}]))|(?<=(?<!\d)[0-3])[il|](?=\.\d)|(?<=\d)[оo](?![\p{L}])|(?<![\p{L}])[оo](?=\d)|(?<=(?<!\d)[0-2])з(?!\p{L})|(?<![\p{L}\d])з(?=(?:0[./]\s?(?:0[13-9]|1[0-2])|1[./]\s?(?:0[13578]|1[02]))(?!\d)(?!\S* (?:до|по) ))|(?<![\p{L}\d])з(?= ?(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|кв|квартал[аеу]?)(?!\p{L}))/gu
const FIGURES: Record<string, string> = { з: '3', i: '1', l: '1', '|': '1' }
/** «З марта» is the third: the Ukrainian «з» stands before Ukrainian names alone. */
const MAY_SLIP = /\d[оoзil|]|[оoзil|]\d|(?<![а-яё])з ?(?:янв|фев|мар|апр|мая|ию|авг|сен|окт|ноя|дек|кв)/
const inFigures = (text: string): string =>
  !MAY_SLIP.test(text) ? text : text.replace(SLIPS, (letter) => FIGURES[letter] ?? '0')

/** The tokens of a text; characters that separate nothing (full stops, quotes, colons) are left out. */
export const tokenise = (source: string): Token[] => {
  const { text, offsets } = visible(source)
  const plain = inFigures(unmixed(plainText(text)))
  const tokens = withExceptions(withoutBullets(new Scanner(plain, text).run(), plain))
  if (offsets === null) return tokens
  return tokens.map((token) => ({
    ...token,
    from: offsets[token.from] ?? source.length,
    to: endInSource(source, offsets, token.to),
  }))
}
