/**
 * Prints after how many calls V8 has compiled a function; the arguments are flags that it is told before the first. Runs
 * with `--allow-natives-syntax`, and with `--no-concurrent-recompilation`, so that nothing has to be waited for.
 */
import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'

const OPTIMIZED = 16
const MOST = 50_000

for (const flag of process.argv.slice(2)) setFlagsFromString(flag)

const work = ({ a, b }) => {
  const doubled = a > 3 ? a * 2 : a
  return doubled + b + Math.max(doubled, 1)
}
// Not named in the source: it is no JavaScript without the flag that allows it.
const status = runInThisContext('(fn) => %GetOptimizationStatus(fn)')

let calls = 0
while (calls < MOST && (status(work) & OPTIMIZED) === 0) work({ a: calls++, b: 2 })
process.stdout.write(String(calls))
