/**
 * Finds a Chromium for the tests that need a browser, and installs Debian's where that is possible.
 * Owns the places where one may lie. Never downloads from anywhere but the system's own package sources.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Chromium without a window, which the same pages cost a sixth less. */
const SHELLS = ['chromium-headless-shell']
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
/** Where playwright's own installer puts a browser, below its cache. */
const CACHED_SHELLS = ['linux', 'linux64', 'mac', 'win'].map(
  (system) => `chrome-${system}/headless_shell${system === 'win' ? '.exe' : ''}`,
)
const CACHED_BROWSERS = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
]

/** What is looked for first: what costs least, or what people have in front of them. Either does for the other. */
export type Wanted = 'shell' | 'browser'

/**
 * Features that are off. Chromium draws the pop-ups of its address bar as pages of their own, in a process beside every
 * context, which cost as much as the page under test. The last list given wins, so Playwright's own is repeated.
 */
const FEATURES_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  // A process kept ready for the next site, which never comes.
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Nothing in the background, nothing over the network but what is opened; runs as root in a container too. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  `--disable-features=${FEATURES_OFF.join(',')}`,
]

const ADVICE =
  'The tests need Chromium and none was found. Install it (Debian: `apt-get install chromium-headless-shell`) ' +
  'or name one in SVOD_CHROMIUM, then run the same command again.'

/** The path of a Chromium; installs one as root on a system with apt. Throws with advice where there is none. */
export const ensureChromium = (wanted: Wanted = 'shell'): string => {
  const found = findChromium(wanted)
  if (found !== null) return found
  if (installChromium()) {
    const installed = findChromium(wanted)
    if (installed !== null) return installed
  }
  throw new Error(ADVICE)
}

/** The path of a Chromium that is here already, or null. One named in the environment must exist. */
export const findChromium = (wanted: Wanted): string | null => {
  const named = process.env.SVOD_CHROMIUM ?? process.env.CHROME_BIN
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named
    throw new Error(`SVOD_CHROMIUM or CHROME_BIN names ${named}, which is no program that can be run.`)
  }
  const shells = [...onPath(SHELLS), ...inPlaywrightCache(/^chromium_headless_shell-\d+$/, CACHED_SHELLS)]
  const browsers = [...onPath(BROWSERS), MAC, ...inPlaywrightCache(/^chromium-\d+$/, CACHED_BROWSERS)]
  const places = wanted === 'shell' ? [...shells, ...browsers] : [...browsers, ...shells]
  return places.find(isExecutable) ?? null
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (names: readonly string[]): string[] => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => [...folders, '/usr/bin'].map((folder) => join(folder, name)))
}

const inPlaywrightCache = (versions: RegExp, paths: readonly string[]): string[] => {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  const found = readdirSync(cache).filter((name) => versions.test(name))
  return found.flatMap((version) => paths.map((path) => join(cache, version, path)))
}

const installChromium = (): boolean => {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false
  console.log('Installing Chromium for the browser tests (apt-get install chromium-headless-shell) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: readonly string[]): boolean =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0
  const install = (name: string) => apt('install', '-y', '-qq', '--no-install-recommends', name)
  // Older systems have no package of the shell.
  return apt('update', '-qq') && (install('chromium-headless-shell') || install('chromium'))
}
