/**
 * Facts that a plan says in words: its year, the institution whose plan it is. Owns reading them out of lines of
 * text; must not change the lines.
 */
import { fold, tidy } from './table-text.ts'

const YEAR = /(?<!\d)20\d\d(?!\d)/g

/** The year a title names: the one after «на», else the first («2023-2024 учебный год» is 2023). */
export const yearOfTitle = (title: string): number | null => {
  const aimed = /(?:на|for|of)\s+(20\d\d)(?!\d)/iu.exec(title)
  if (aimed) return Number(aimed[1])
  const [first] = title.match(YEAR) ?? []
  return first === undefined ? null : Number(first)
}

/** The year that most texts name, where any does. */
export const yearOfTexts = (texts: readonly string[]): number | null => {
  const counts = new Map<number, number>()
  for (const text of texts) {
    const short = /(?<!\d)\d{1,2}\.\d{1,2}\.(\d{2})(?!\d)/g
    for (const [, year] of text.matchAll(short)) count(counts, 2000 + Number(year))
    for (const [year] of text.matchAll(YEAR)) count(counts, Number(year))
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return most?.[0] ?? null
}

const count = (counts: Map<number, number>, year: number): void => {
  counts.set(year, (counts.get(year) ?? 0) + 1)
}

/** A text from `from` on up to the quote that closes its first quote; null where it has none. */
const quotedEnd = (text: string, from: number): number | null => {
  let depth = 0
  let straight = false
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (char === '"') {
      if (straight) return at + 1
      straight = depth === 0
    }
    if ('«“„'.includes(char)) depth += 1
    if ('»”'.includes(char)) depth -= 1
    if ('»”'.includes(char) && depth <= 0) return at + 1
  }
  return null
}

/** Legal forms as abbreviations: ГАУК, МБУК, ФГБОУ ВО, ОГБПОУ, РОО … */
const FORM =
  /(?<![\p{L}])(?:[А-ЯЁІЇЄ]{0,5}(?:БУ|АУ|КУ|ГУ|МУ|БУЗ|АУЗ|КУЗ|БУСО|БОУ|АОУ|КОУ|ОУ|БУК|АУК|КУК|ГУК|МУК|УК|БУДО|АУДО|ДОУ|ПОУ|РОО|АНО|НКО|ОО|УП)(?:\s(?:ВО|ДО|ДПО|СПО|РК|КО|МО|г\.))*|М?ЦБС|М?ЦБ|МЦРБ|ЦГБ|ЦРБ|[СГРМ]?ДК|ЦКД|КДЦ|СДК|ДШИ|ДМШ|ДДТ|ЦДТ|СОШ|ООШ)(?![\p{L}])/u
/** Legal forms in words. */
const LONG_FORM =
  /(?<![\p{L}])(?:(?:центральн|межпоселенч)\S*\s+)?(?:федеральн|государственн|муниципальн|областн|краев(?!ед)|республиканск|городск|районн|автономн|бюджетн|казенн|казённ)\S*\s+(?:\S+\s+){0,5}?(?:учреждени|организаци|предприяти|библиотек|музе|театр|дворец|дворц|дом\S* культур|центр|школ|колледж|больниц|поликлиник|комитет|управлени|министерств)\S*/iu
/** Authorities, which need no legal form. */
const AUTHORITY = /(?<![\p{L}])(?:министерств|департамент|комитет|управлени|администраци)\S*\s+\p{L}/iu
/** «Усть-Зулинского сельского поселения» */
const SETTLEMENT =
  /(?<![\p{L}])\p{Lu}[\p{L}-]{2,40}[сц]к(?:ого|ое|ий)\s+(?:сельск|городск|муниципальн)\S+\s+(?:поселени|округ|район)\S*/u
/** An institution without a legal form that has a name or a number of its own: «клуба «Ветеран»», «школы № 5». */
const NAMED_KIND =
  /(?<![\p{L}])(?:\p{L}+(?:ой|ого|ої|ського|ний|ная|ий|ый)\s+){0,3}(?:библиотек|бібліотек|музе|школ|гимнази|гімназі|лице|ліце|колледж|коледж|клуб|центр|театр|дом[ау]? культуры|двор(?:ец|ца) культуры|будинк\S* культури)[\p{L}-]*\s+(?:[«"“„]|№|им\.|имени|ім\.|імені)/iu
const OWN_KINDS =
  'университет институт академи колледж техникум училищ лице ліце гимнази гімназі школ библиотек бібліотек музе театр филармони центр клуб дом[ау]?\\s(?:культуры|творчества) двор(?:ец|ца)\\s(?:культуры|творчества) больниц поликлиник університет коледж'
    .split(' ')
    .map((kind) => `[${kind.charAt(0).toUpperCase()}${kind.charAt(0)}]${kind.slice(1)}`)
    .join('|')
const ADJECTIVE = '(?:ого|ой|ей|его|ый|ий|ая|яя|ое|ської|ська|ої)'
/** «Северного государственного университета», «Луговская библиотека»: told apart by whose they are. */
const OWN_KIND = new RegExp(
  String.raw`(?<![\p{L}-])(?!Кажд|Наш|Ваш|Люб|Сво|Перв|Втор|Годов|Учебн|Летн|Нов)\p{Lu}[\p{L}-]+${ADJECTIVE}\s+(?:\p{Ll}[\p{L}-]+${ADJECTIVE}\s+){0,4}(?:${OWN_KINDS})[\p{L}-]*`,
  'u',
)
/** In a title that is set in capitals no word is told apart by its first letter. */
const OWN_KIND_IN_CAPITALS = new RegExp(OWN_KIND.source, 'iu')
/** «Дома культуры с. Заречное» */
const PLACED_KIND =
  /(?<![\p{L}])(?:дом[ау]?\sкультуры|двор(?:ец|ца)\sкультуры|клуб[а-я]?|библиотек[а-я]?|музе[а-я]|школ[а-я]|детск(?:ий|ого)\sсад[а]?)\s+(?:с|п|д|г|х|ст|пос|пгт|дер|села|деревни|пос[её]лка|станицы|города|аула)(?:\.\s?|\s)\p{Lu}[\p{L}-]+/iu
/** Kinds of institutions that stand without a legal form. */
const KIND =
  /(?<![\p{L}])(?:министерств|управлени|комитет|департамент|администраци|библиотек|музе[йя]|школ[аы]|гимнази|лице[йя]|колледж|институт|университет|академи|дом(?:а)? культуры|двор(?:ец|ца) культуры|клуб(?:а)?|центр(?:а)?|театр|филармони|бібліотек|ліце[йю]|коледж|library|museum|school|college|university|ministry|department|centre|center)/iu

const UNTIL =
  /\s+(?:на|за|по|for|in)\s+(?:\d{4}|(?:[ivx\d]+|перв|втор|трет|четв)\S*\s|(?:первое|второе)|(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр))|[,;(]|\s20\d\d|\s+от\s+\d/iu

const fromMatch = (text: string, match: RegExpExecArray): string => {
  const start = match.index
  const stop = UNTIL.exec(text.slice(start))
  const end = stop ? start + stop.index : text.length
  const quote = text.slice(start, end).search(/[«"“„]/)
  const close = quote < 0 ? null : quotedEnd(text, start + quote)
  return tidy(text.slice(start, close ?? end))
}

/** The institution that a line names, or null: a legal form with its name, abbreviated or in words. */
export const organisationIn = (line: string): string | null => {
  const text = tidy(line)
  const match =
    FORM.exec(text) ??
    LONG_FORM.exec(text) ??
    AUTHORITY.exec(text) ??
    NAMED_KIND.exec(text) ??
    PLACED_KIND.exec(text) ??
    (text === text.toUpperCase() ? OWN_KIND_IN_CAPITALS : OWN_KIND).exec(text) ??
    SETTLEMENT.exec(text)
  const found = match ? fromMatch(text, match) : ''
  // «администрации» alone names none.
  return found.length > 3 && found.length <= 500 && !/^\p{Ll}+$/u.test(found) ? found : null
}

/** Whether a line is nothing but an institution's name. */
export const isOrganisationLine = (line: string): boolean =>
  FORM.test(line) || LONG_FORM.test(line) || KIND.test(line)

/** Whether a line begins with an institution's name in the nominative, as one over a title does, and says nothing else. */
export const isOrganisationAlone = (line: string): boolean => {
  const text = tidy(line)
  if (text.length > 200) return false
  const adjectives = /^(?:\p{L}+(?:ый|ая|ое|ий|ой|ський|ська)\s+){0,3}/u.exec(text)?.[0] ?? ''
  const rest = text.slice(adjectives.length)
  const isNamed = FORM.exec(text)?.index === 0 || KIND.exec(rest)?.index === 0
  return isNamed && text.includes(' ') && !/[.:;_]$|[№_]|приказ/u.test(text)
}

const POST =
  /^(?:и\.?\s?о\.?\s+)?(?:директор|заведующ|начальник|руководител|ректор|министр|глава|председател|head|director)\S*\s+/iu

/** A place that ends an institution's name on the next line of a block: «Республики Коми», «города Тулы». */
const PLACE =
  /^(?:\p{Lu}[\p{L}-]+(?:ой|ого)\s+(?:области|края|района|округа|республики|города)|(?:республики|города|г\.|района|муниципального|городского)\s*\p{L})/iu

/** The institution that the lines of an approval block name. */
export const organisationOfSigners = (lines: readonly string[]): string | null => {
  for (const [index, line] of lines.entries()) {
    const name = organisationOfSigner(line)
    if (name === null) continue
    const next = tidy(lines[index + 1] ?? '')
    const goesOn = tidy(line).endsWith(name) && PLACE.test(next) && next.length <= 100
    return goesOn ? `${name} ${next}` : name
  }
  return null
}

/** The institution that a line of an approval block names after the post of who signs («Директор МБУК «ЦБС»»). */
export const organisationOfSigner = (line: string): string | null => {
  const text = tidy(line)
  const known = organisationIn(text)
  if (known) return known
  const post = POST.exec(text)
  if (!post) return null
  const rest = tidy(text.slice(post[0].length).replace(/\s*_{2}.*$/, '')).replace(
    /^(?:of|at)\s+(?:the\s+)?/iu,
    '',
  )
  // «Директор музея» names no museum.
  const isName = rest.includes(' ') && rest.length <= 200
  return KIND.test(rest) && isName && !fold(rest).includes('совет') ? rest : null
}
