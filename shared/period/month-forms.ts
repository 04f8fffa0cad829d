/** The names of months form by form, so that one month's name can stand where another's stood. Owns words alone. */

/** Twelve words of one case and length; the first table that knows a word is the one it is taken from. */
interface Forms {
  readonly words: readonly string[]
  /** Written with a full stop behind them. */
  readonly isShort: boolean
}

const full = (words: string): Forms => ({ words: words.split(' '), isShort: false })
const short = (words: string): Forms => ({ words: words.split(' '), isShort: true })

const TABLES: readonly Forms[] = [
  full('январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'),
  full('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
  full('январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре'),
  full('январю февралю марту апрелю маю июню июлю августу сентябрю октябрю ноябрю декабрю'),
  full('январем февралем мартом апрелем маем июнем июлем августом сентябрем октябрем ноябрем декабрем'),
  short('янв февр мар апр май июн июл авг сент окт нояб дек'),
  short('янв фев мар апр май июн июл авг сен окт ноя дек'),
  full('січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень'),
  full('січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'),
  full('січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні'),
  full('january february march april may june july august september october november december'),
  short('jan feb mar apr may jun jul aug sep oct nov dec'),
  short('jan feb mar apr may june july aug sept oct nov dec'),
]

/** Where the names of one language begin in the tables: there they stand as such. */
const LANGUAGES = [0, 7, 10]

/** The name of month `to`, as such, in the language in which `word` (lower case) names month `from`; null for an unknown word. */
export const plainName = (word: string, from: number, to: number): string | null => {
  const at = TABLES.findIndex(({ words }) => words[from - 1] === word)
  const first = at < 0 ? undefined : LANGUAGES.findLast((index) => index <= at)
  return first === undefined ? null : (TABLES[first]?.words[to - 1] ?? null)
}

/** May has no short form of its own. */
const MAY = 5

/** The name of month `to` as such and behind a day («март», «марта»), in the language of `word`; null for an unknown word. */
export const monthNames = (
  word: string,
  from: number,
  to: number,
): { plain: string; ofDay: string } | null => {
  const plain = plainName(word, from, to)
  const at = TABLES.findIndex(({ words }) => words[to - 1] === plain)
  if (plain === null) return null
  return { plain, ofDay: (/^[a-z]/.test(plain) ? undefined : TABLES[at + 1]?.words[to - 1]) ?? plain }
}

export interface MonthForm {
  readonly word: string
  /** The full stop of an abbreviation goes, as the word is whole. */
  readonly dropsStop: boolean
}

/** The name of month `to` in the form in which `word` (lower case) names month `from`; null for a form that is not known. */
export const monthInFormOf = (
  word: string,
  from: number,
  to: number,
  isBehindDay: boolean,
): MonthForm | null => {
  const table = TABLES.find(({ words }) => words[from - 1] === word)
  const found = table?.words[to - 1]
  if (!table || found === undefined) return null
  const isWhole = table.isShort && to === MAY
  const cyrillicMay = isBehindDay && found === 'май' ? 'мая' : found
  return { word: isWhole ? cyrillicMay : found, dropsStop: isWhole }
}

/** Writes `word` with the capitals of `model`. */
export const inCaseOf = (model: string, word: string): string => {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase()
  const first = model.charAt(0)
  return first !== first.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
