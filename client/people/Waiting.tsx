/**
 * Too many tries: when one can try again. Said once with the time of day, which a screen reader reads once; what ticks is
 * for the eyes alone, and the end of the wait is said once more (SPEC PW11). Owns the clock of one refusal.
 */
import { useEffect, useState } from 'react'
import { useIntl } from 'react-intl'
import { Banner } from '../ui/Banner.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './Waiting.module.css'

const pad = (value: number) => String(value).padStart(2, '0')

/** As clocks count down: 4:32. */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`

/** Whole seconds that are left of so many; the clock stops at none. */
const useCountdown = (seconds: number): { left: number; end: number } => {
  const [end] = useState(() => Date.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  const isOver = left === 0
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [isOver, end])
  return { left, end }
}

/** One refusal's: another one is another element, since a form forgets the last before it tries again. */
export const Waiting = ({ seconds }: { seconds: number }) => {
  const text = useText()
  const intl = useIntl()
  const { left, end } = useCountdown(seconds)
  if (left === 0) return <Banner>{text('wait.over')}</Banner>
  const words =
    seconds < 60
      ? text('wait.seconds', { count: seconds })
      : text('wait.minutes', { count: Math.ceil(seconds / 60), time: intl.formatTime(end) })
  return (
    <>
      <Banner tone="bad">{words}</Banner>
      <p className={styles.left} aria-hidden="true">
        {text('wait.left', { left: clockOf(left) })}
      </p>
    </>
  )
}
