/** Runs the suites named on the command line (all where none is): `npm run bench -- fan-out saturation --rounds 3`. */
import { benchRedline } from './browser/redline.ts'
import { benchBrowser } from './browser/suite.ts'
import { benchViews } from './browser/views.ts'
import { benchColdOpen } from './cold-open.ts'
import { benchExchange } from './exchange.ts'
import { benchFanOut } from './fan-out.ts'
import { benchHistory } from './history.ts'
import { benchHostile } from './hostile/suite.ts'
import { benchIdle } from './idle.ts'
import { benchInspect } from './inspect.ts'
import { benchKill } from './kill.ts'
import { benchLargeFiles } from './large-files.ts'
import { benchPeriods } from './periods.ts'
import { benchPowerLoss } from './power-loss.ts'
import { benchSaturation } from './saturation.ts'

const SUITES: Record<string, (rounds: number) => Promise<void>> = {
  'fan-out': benchFanOut,
  saturation: benchSaturation,
  'cold-open': benchColdOpen,
  history: benchHistory,
  hostile: benchHostile,
  idle: benchIdle,
  kill: benchKill,
  'power-loss': benchPowerLoss,
  inspect: benchInspect,
  browser: benchBrowser,
  views: benchViews,
  redline: benchRedline,
  exchange: benchExchange,
  'large-files': benchLargeFiles,
  periods: benchPeriods,
}

const args = process.argv.slice(2)
const at = args.indexOf('--rounds')
const rounds = at >= 0 ? Number(args[at + 1]) : 3
const names = args.filter((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1))
const unknown = names.filter((name) => !(name in SUITES))
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`usage: npm run bench -- [${Object.keys(SUITES).join('] [')}] [--rounds N]`)
  process.exit(2)
}
for (const [name, run] of Object.entries(SUITES)) {
  if (names.length === 0 || names.includes(name)) await run(rounds)
}
