/** A browser's User-Agent as people say it: "Firefox, Windows". Pure; names of programs are the same in every language. */

type Known = readonly (readonly [pattern: RegExp, name: string])[]

/** The first that fits: many browsers also call themselves Chrome or Safari. */
const BROWSERS: Known = [
  [/YaBrowser\//, 'Yandex Browser'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Vivaldi\//, 'Vivaldi'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(?:e|ium)\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: Known = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const first = (known: Known, agent: string): string | undefined =>
  known.find(([pattern]) => pattern.test(agent))?.[1]

/** '' where nothing is known of it. */
export const browserName = (agent: string): string =>
  [first(BROWSERS, agent), first(SYSTEMS, agent)].filter(Boolean).join(', ')

/** Whether it is a phone or a tablet. */
export const isHandheld = (agent: string): boolean => /iPhone|iPad|iPod|Android|Mobile/.test(agent)
