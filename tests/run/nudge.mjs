/**
 * Keeps Node's thread pool awake in the processes of a test run. glibc before 2.41 now and then loses the signal that
 * wakes a pool thread (its bug 25847): a file that is being read is then never read to the end, and the run hangs.
 * Any later task wakes the pool, so a small one is posted twice a second.
 */
import { stat } from 'node:fs'

const INTERVAL_MS = 500

setInterval(() => stat('.', () => undefined), INTERVAL_MS).unref()
