/** Something that is asked of the server when a dialog opens. Owns the call, its cancelling and asking again. */
import { useCallback, useEffect, useState } from 'react'

export type Asked<T> = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'there'; value: T }

type Ask<T> = (signal: AbortSignal) => Promise<T>

const LOADING = { kind: 'loading' } as const

/** `ask` must stay the same function for as long as the question is the same; null asks nothing. */
export const useAsked = <T>(ask: Ask<T> | null): { asked: Asked<T>; again: () => void } => {
  const [time, setTime] = useState(0)
  /** The last answer, with the question that it is to. */
  const [answer, setAnswer] = useState<{ ask: Ask<T>; time: number; asked: Asked<T> } | null>(null)
  useEffect(() => {
    if (!ask) return
    const running = new AbortController()
    const say = (asked: Asked<T>) => running.signal.aborted || setAnswer({ ask, time, asked })
    ask(running.signal).then(
      (value) => say({ kind: 'there', value }),
      (error: unknown) => say({ kind: 'failed', error }),
    )
    return () => running.abort()
  }, [ask, time])
  const isToThis = answer !== null && answer.ask === ask && answer.time === time
  return {
    asked: isToThis ? answer.asked : LOADING,
    again: useCallback(() => setTime((count) => count + 1), []),
  }
}
