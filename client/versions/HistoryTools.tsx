/** What stands above the past: which moment, the line of time, the ways along it and back. Owns the arrangement alone. */
import { ChevronLeft, ChevronRight, RotateCcw, X } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Switch } from '../ui/Switch.tsx'
import { useText } from '../ui/use-text.ts'
import { TimeSlider } from './TimeSlider.tsx'
import type { Stop } from './stops.ts'
import styles from './history.module.css'

export interface HistoryToolsProps {
  stops: readonly Stop[]
  value: number
  setIndex: (index: number) => void
  earlier: number | null
  later: number | null
  label: string
  /** Null where nothing is marked. */
  count: number | null
  marks: boolean
  setMarks: (marks: boolean) => void
  step: (by: 1 | -1) => void
  onRestore: (() => void) | null
  onClose: () => void
}

export const HistoryTools = (props: HistoryToolsProps) => {
  const { stops, value, setIndex, earlier, later, label, count, marks, setMarks, onRestore, onClose } = props
  const text = useText()
  const go = (to: number | null) => to !== null && setIndex(to)
  return (
    <div className={styles.tools}>
      <div className={styles.top}>
        <h2 className={styles.title}>{text('history.title')}</h2>
        <output className={styles.moment}>{label}</output>
        <Button small icon={<X />} onPress={onClose}>
          {text('history.close')}
        </Button>
      </div>
      <div className={styles.time}>
        <IconButton
          small
          label={text('history.earlier')}
          onPress={() => go(earlier)}
          isDisabled={earlier === null}
        >
          <ChevronLeft />
        </IconButton>
        <TimeSlider {...{ stops, value, label }} onChange={setIndex} />
        <IconButton small label={text('history.later')} onPress={() => go(later)} isDisabled={later === null}>
          <ChevronRight />
        </IconButton>
      </div>
      <div className={styles.bottom}>
        <Switch label={text('history.marks')} value={marks} onChange={setMarks} />
        {count !== null && <Steps count={count} step={props.step} />}
        <span className={styles.gap} />
        {value < stops.length - 1 && (
          <Button small look="quiet" onPress={() => setIndex(stops.length - 1)}>
            {text('history.to.now')}
          </Button>
        )}
        {onRestore && (
          <Button small icon={<RotateCcw />} onPress={onRestore}>
            {text('history.restore')}
          </Button>
        )}
      </div>
    </div>
  )
}

const Steps = ({ count, step }: { count: number; step: (by: 1 | -1) => void }) => {
  const text = useText()
  return (
    <span className={styles.steps}>
      <output>{text('redline.count', { count })}</output>
      <IconButton label={text('redline.previous')} small onPress={() => step(-1)} isDisabled={count === 0}>
        <ChevronLeft className={styles.up} />
      </IconButton>
      <IconButton label={text('redline.next')} small onPress={() => step(1)} isDisabled={count === 0}>
        <ChevronRight className={styles.up} />
      </IconButton>
    </span>
  )
}
