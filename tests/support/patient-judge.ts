/** A judge of large updates that waits until the test lets it go on. */
import type { Judge } from '../../server/rooms/judges.ts'
import { until } from './room-client.ts'
import { judgeHere } from './rooms.ts'

export const patientJudge = () => {
  const waiting: (() => void)[] = []
  const judge: Judge = async (one) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return judgeHere(one)
  }
  return {
    judge,
    /** How many are before it and wait. */
    asked: () => waiting.length,
    goOn: async () => {
      await until(() => waiting.length > 0, 'the judge is asked')
      waiting.shift()?.()
    },
  }
}
