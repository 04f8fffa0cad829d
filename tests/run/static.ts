/** The checks that read the sources without running them: format, lint, types. Each counts as one. */
import { runNode } from './child.ts'
import type { Tally } from './tally.ts'

interface Step {
  name: string
  /** A script below node_modules, and its arguments. */
  script: string
  args: readonly string[]
}

export const staticSteps: readonly Step[] = [
  { name: 'format', script: 'node_modules/prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'lint', script: 'node_modules/oxlint/bin/oxlint', args: ['--deny-warnings'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
]

/** Runs one of them; its output goes to the terminal. */
export const runStep = async (step: Step): Promise<Tally> => {
  console.log(`\n── ${step.name}`)
  const code = await runNode([step.script, ...step.args])
  if (code !== 0) console.log(`${step.name} failed`)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}
