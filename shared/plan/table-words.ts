/**
 * The words by which plans name their columns, blocks and dates, in Russian, Ukrainian and English.
 * Owns vocabulary alone; all patterns expect text that went through `fold` (lower case, ё as е).
 */

import type { ItemState } from './json.ts'

interface RoleWord {
  readonly pattern: RegExp
  readonly role: 'number' | 'title' | 'period' | 'other'
  /** Where two columns claim one role, the higher weight has it. */
  readonly weight: number
}

/** A word's start, Cyrillic too (`\b` knows Latin alone). */
const B = '(?<![\\p{L}\\d])'
const words = (list: string): RegExp => new RegExp(`${B}(?:${list})`, 'u')

export const ROLE_WORDS: readonly RoleWord[] = [
  {
    // «№ кабинета»: numbers of something else count no rows. Before «№», which begins at the same place.
    pattern:
      /^(?:№|n°|nº|#|номер|number)\s*(?:каб(?:\.|инет)|комнат|аудитор|помещен|корпус|зал[а-я]*(?![\p{L}])|приказ|распоряж|постановлен|протокол|документ|договор|счет|тел(?:\.|ефон)|школ|групп|класс|отряд|участк|учрежд|оу(?![\p{L}])|of(?![\p{L}])|room|order|phone|group|school)/u,
    role: 'other',
    weight: 0,
  },
  {
    pattern: /^(?:№|n°|nº|#)|^[nn]\s*(?:п|p|$)|^no?\.?$|^п\s*\/?\s*п|^(?:ref|id|s\/?n|sr)\.?(?:\sno\.?)?$/u,
    role: 'number',
    weight: 10,
  },
  { pattern: words('номер|порядковый|нумар|number|num\\.?$|item no'), role: 'number', weight: 8 },
  { pattern: words('назван|наименован|назва(?![\\p{L}])|найменуван'), role: 'title', weight: 10 },
  { pattern: words('мероприят|событи|захід|заход|мерапрыемств|акци[ия]'), role: 'title', weight: 9 },
  {
    pattern: words('содержан|повестк|порядок денн|agenda|зміст|змест|title|name|event|activit|action|what'),
    role: 'title',
    weight: 8,
  },
  {
    pattern: words('вид(?:ы)? (?:деятельн|работ|отчет)|перечень|описание|description|task|work'),
    role: 'title',
    weight: 7,
  },
  {
    pattern: words(
      'тем[аы](?![\\p{L}])|тематик|задач|программ|показател|работ[аы](?![\\p{L}])|проект|вопрос',
    ),
    role: 'title',
    weight: 6,
  },
  { pattern: words('объект[ыа]? (?:контрол|мониторинг)|об.єкт(?:и)? контрол'), role: 'title', weight: 5 },
  { pattern: words('форм[аы]|направлен|form(?:at)?(?![\\p{L}])'), role: 'title', weight: 3 },
  { pattern: words('срок|термін|тэрмін|строк(?:и)?(?![\\p{L}])|deadline|due'), role: 'period', weight: 10 },
  { pattern: words('дат[аы](?![\\p{L}])|date'), role: 'period', weight: 9 },
  { pattern: words('период|період|period|when|когда|term(?![\\p{L}])'), role: 'period', weight: 8 },
  { pattern: words('месяц|місяць|month'), role: 'period', weight: 7 },
  { pattern: /^(?:числ[оа]|дни|день)(?:$|,|\/| и | недели| месяца)/u, role: 'period', weight: 7 },
  { pattern: words('квартал|quarter'), role: 'period', weight: 6 },
  {
    pattern: words('начал[оа](?![\\p{L}])|окончани|заверш|start(?![\\p{L}])|end(?![\\p{L}])'),
    role: 'period',
    weight: 4,
  },
  { pattern: words('время|час(?![\\p{L}])|time|schedule|график'), role: 'period', weight: 5 },
  {
    pattern: words(
      'ответствен|исполнител|відповідальн|виконав|адказн|выканаў|responsible|owner|lead|who(?![\\p{L}])',
    ),
    role: 'other',
    weight: 0,
  },
  { pattern: words('кто|организатор|координатор|куратор|ф\\.?\\s?и\\.?\\s?о'), role: 'other', weight: 0 },
  {
    pattern: words('мест[оа](?![\\p{L}])|місце|месц[аы]|площадк|адрес|place|venue|where|location'),
    role: 'other',
    weight: 0,
  },
  {
    pattern: words(
      'аудитор[иі]|целев|цільов|участник|категори|читательск|возраст|класс|audience|participants|age',
    ),
    role: 'other',
    weight: 0,
  },
  { pattern: words('количеств|кол-во|охват|объем|число|count|amount|quantity'), role: 'other', weight: 0 },
  {
    pattern: words('финанс|бюджет|стоимост|сумм[аы]|источник|cost|budget|funding'),
    role: 'other',
    weight: 0,
  },
  {
    pattern: words(
      'результат|итог|отметк|выполнен|примечан|статус|комментари|результат|примітк|result|status|note|remark|comment',
    ),
    role: 'other',
    weight: 0,
  },
]

/** The whole name of a column that says in which section a row stands. */
export const SECTION_COLUMN =
  /^(?:(?:название |наименование |номер )?раздел(?:а|ы)?(?: плана)?|розділ|section|назва розділу)$/u
/** How a column is named whose merged cells stand beside the rows of each part. */
export const BAND_COLUMN = words(
  'раздел|блок|модул|направлен|напрям|этап|задач|цел[ьи](?![\\p{L}])|тем[аы](?![\\p{L}])|месяц|місяць|недел|тиждень|квартал|section|theme|goal|objective|area|stage|month|week|quarter',
)
/** The whole names of a column of months, and of one of days. */
export const MONTH_COLUMN = /^(?:месяц|місяць|month)$/u
export const DAY_COLUMN = /^(?:дата|дата проведения|число|день|date|day)$/u
/** The whole name of a column that says how far a row is. */
export const STATE_COLUMN = /^(?:состояние|статус|стан|state|status)$/u
/** Of two columns of dates, the one that is the first day, and the one that is the last. */
export const BEGINNING = words('начал|старт|початок|start|from|begin')
export const ENDING = words('окончан|заверш|конец|кінець|заверш|end(?![\\p{L}])|finish|until')

const STATES: readonly (readonly [state: ItemState, pattern: RegExp])[] = [
  ['planned', /^(?:запланирован\S*|по плану|заплановано|planned)$/u],
  ['in-progress', /^(?:в работе|выполняется|в процессе|виконується|in progress|in-progress)$/u],
  ['done', /^(?:выполнен\S*|проведен\S*|сделано|готово|виконано|done|completed)$/u],
  ['moved', /^(?:перенес\S*|moved|postponed)$/u],
  ['cancelled', /^(?:отменен\S*|скасовано|cancell?ed)$/u],
]

/** The state that a text (folded) names; null where it is none, or more than one. */
export const stateOf = (text: string): ItemState | null =>
  STATES.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** «УТВЕРЖДАЮ» and its kin: the block of the person who signs. */
export const APPROVED = words(
  'утвержд(?:аю|аем|ен[аоы]?)(?![\\p{L}])|затвердж(?:ую|ен[оаі]?)(?![\\p{L}])|зацвярдж(?:аю|ан[аы]?)(?![\\p{L}])|approved|i approve',
)
/** «СОГЛАСОВАНО» and its kin. */
export const AGREED = words(
  'согласовано|согласован(?![\\p{L}])|принято|рассмотрено|погоджено|узгоднена|agreed|reviewed by',
)
/** «Приложение № 1 к приказу …». */
export const ANNEX = words('приложение|додаток|annex|appendix')

/** What a plan calls itself. */
export const PLAN_WORD = words(
  'план(?:а|ы|-график|-сетка|-календарь)?(?![\\p{L}])|программа|график|календар|перечень|дорожная карта|plan|programme|program|calendar|schedule',
)

const MONTHS: readonly RegExp[] = [
  'январ|янв(?![\\p{L}])|січ|студз|january|jan',
  'феврал|февр?(?![\\p{L}])|лют|february|feb',
  'мар(?:т|(?![\\p{L}]))|берез|сакав|march|mar',
  'апрел|апр(?![\\p{L}])|квіт|красав|april|apr',
  'ма[йяе](?![\\p{L}])|трав(?:ень|ня)|may(?![\\p{L}])',
  'июн|черв|чэрв|june|jun(?![\\p{L}])',
  'июл|лип(?:ень|ня)|ліпен|july|jul(?![\\p{L}])',
  'август|авг(?![\\p{L}])|серп|жні[вў]|august|aug',
  'сентябр|сент?(?![\\p{L}])|верес|верас|september|sep',
  'октябр|окт(?![\\p{L}])|жовт|кастр|october|oct',
  'ноябр|нояб?(?![\\p{L}])|листопад|лістапад|november|nov',
  'декабр|дек(?![\\p{L}])|груд(?:ень|ня)|снеж(?:ань|ня)|december|dec',
].map(words)

const ANY_MONTH = new RegExp(MONTHS.map((month) => month.source).join('|'), 'u')
const DAY = /(?<!\d)\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?!\d)|(?<!\d)20\d\d\s*г/u
const SPAN_WORDS = words(
  'квартал|кв\\.|полугоди|в течение|в теч\\.|течение года|весь год|постоянно|ежемесяч|еженедел|ежекварт|ежегодн|ежеднев|по договор|по соглас|по запрос|по заяв|по плану|по график|по мере|учебный год|протягом|щомісяц|quarter|throughout|monthly|weekly|annually|all year|on request|by agreement|tbd|tba',
)

/** Whether a text (folded) reads like a date, a month or a span of time. */
export const looksLikePeriod = (text: string): boolean =>
  text.length <= 120 && (ANY_MONTH.test(text) || DAY.test(text) || SPAN_WORDS.test(text))

/** A part of the year by its ordinal: «I квартал», «вторая четверть», «Autumn term». */
const TERM =
  /^(?:(?:[ivxіх]{1,4}|[1-4](?:-?[а-яії]{1,2})?|перв\S*|втор\S*|трет\S*|четв\S*|перш\S*|друг\S*|first|second|third|fourth|autumn|spring|summer|winter|fall)\s+(?:квартал|полугод|четверт|триместр|семестр|півріч|чверт|quarter|half|term|semester)\S*|q[1-4])(?:\s+(?:20\d\d|год|г|рік|року?|of|year)\S*)*$/u

/** Whether a text (folded) names a part of the year and nothing else. */
export const isTermTitle = (text: string): boolean => TERM.test(text)

/** The month that a text (folded) names, from 1; 0 where it names none. */
export const monthOf = (text: string): number => MONTHS.findIndex((month) => month.test(text)) + 1

/** A name of a column of a calendar: a month, a quarter, a roman number. */
export const isCalendarColumn = (text: string): boolean =>
  isTermTitle(text) ||
  /^(?:[ivxхі]{1,4}|[1-4])(?:\s?кв\.?)?$/u.test(text) ||
  (text.length <= 12 && ANY_MONTH.test(text))

/** «Продолжение таблицы», printed over the part of a table that stands on the next page. */
export const CONTINUED =
  /^(?:продолжение|окончание|продовження|закінчення|continu(?:ed|ation))(?:\s+(?:таблиц\S*|of table|table))?(?:\s+\d{1,3})?[.:]?$/u

/** Whether a text (folded) is a month's name and hardly more («январь», «январь 2024 г.»). */
export const isMonthTitle = (text: string): boolean => text.length <= 25 && ANY_MONTH.test(text)

/** Whether a text (folded) is a day or days of a month and hardly more: «5 января», «5–7 мая (суббота)», «12.03.2024». */
export const isDayTitle = (text: string): boolean =>
  text.length <= 40 &&
  (/^\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?!\d)/.test(text) ||
    (/^\d{1,2}\s?(?:[-–]\s?\d{1,2}\s?)?/.test(text) && ANY_MONTH.test(text)))

const NUMBER = /^[(]?(?:\d{1,4}|[ivxlcхі]{1,7}|[a-zа-я])(?:[.-]\d{1,4}){0,5}\s?[.)]{0,2}$/u

/** Whether a text (folded) can stand in a number column: 1, 1., 1.2, 3), IV, а). */
export const looksLikeNumber = (text: string): boolean => NUMBER.test(text)

/** Words after which a sentence cannot end. */
export const HANGING = new RegExp(
  `${B}(?:и|а|но|или|в|во|на|по|с|со|к|ко|о|об|от|до|из|за|у|для|при|под|над|без|между|через|про|среди|the|of|and|or|to|in|on|for|with|at|by|a|an|та|і|з|із|до|від|для|про)$`,
  'u',
)

/** How titles of parts begin: «Раздел 2. …», «II. …». */
export const NAMED_PART =
  /^(?:(?:раздел|блок|модуль|глава|часть|розділ|section|part|chapter)\s*(?:№\s*)?[\divxlc]+(?![\p{L}\d])|[ivx]{1,5}\.\s)/u

/** Headings of parts: «Раздел 2», «Блок III.», alone on their line. */
export const PART_HEADING = new RegExp(
  `^(?:раздел|блок|модуль|глава|часть|направление|розділ|section|part|chapter)\\s*(?:№\\s*)?[\\divxlc]+[.:)]?$`,
  'u',
)
