/**
 * Has V8 collect what is dead at once, and give its memory back. Owns how that is asked for; when it is worth its pause, of some
 * milliseconds for each ten megabytes that live, is its callers'.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let gc: (() => void) | null = null

export const collectGarbage = (): void => {
  if (gc === null) {
    setFlagsFromString('--expose-gc')
    gc = runInNewContext('gc') as () => void
  }
  gc()
}
