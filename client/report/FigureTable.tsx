/** The figures of one way of grouping, a bar of shares a line; a press on a figure shows the rows behind it. */
import { Fragment, type ReactNode } from 'react'
import { type Figures, OUTCOMES } from '../../shared/plan/report.ts'
import type { Grouped } from '../../shared/plan/report-words.ts'
import { listKeys } from '../ui/list-keys.ts'
import { useText } from '../ui/use-text.ts'
import { ShareBar } from './Shares.tsx'
import styles from './report.module.css'
import { type Shown, isShown } from './shown.ts'

const FIGURES = ['planned', ...OUTCOMES] as const

interface FigureTableProps {
  grouped: Grouped
  total: Figures
  shown: Shown | null
  onShow: (shown: Shown | null) => void
  /** The rows behind a figure. */
  list: (shown: Shown) => ReactNode
}

export const FigureTable = ({ grouped, total, shown, onShow, list }: FigureTableProps) => {
  const text = useText()
  const { by, groups } = grouped
  const lines: { key: string | null; name: string; figures: Figures }[] = [
    ...groups,
    { key: null, name: text('report.all'), figures: total },
  ]
  return (
    <section className={styles.group} data-by={by}>
      <h2 className={styles.heading}>{text(`report.by.${by}`)}</h2>
      <div className={styles.scroll}>
        <table
          className={styles.table}
          onKeyDownCapture={(event) =>
            listKeys(event, { stops: '[data-figure] > button', leaves: shown?.by !== by })
          }
        >
          <Head by={by} />
          <tbody>
            {lines.map(({ key, name, figures }) => (
              <Fragment key={key ?? 'all'}>
                <tr className={key === null ? styles.total : undefined}>
                  <th scope="row">
                    {name}
                    <ShareBar figures={figures} />
                  </th>
                  {FIGURES.map((figure) => {
                    const place = { by, group: key, figure, name }
                    return (
                      <Figure
                        key={figure}
                        {...place}
                        count={figures[figure]}
                        open={isShown(shown, place)}
                        onPress={() => onShow(isShown(shown, place) ? null : place)}
                      />
                    )
                  })}
                </tr>
                {shown !== null && shown.by === by && shown.group === key && (
                  <tr className={styles.behind}>
                    <td colSpan={FIGURES.length + 1}>{list(shown)}</td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Head = ({ by }: { by: Grouped['by'] }) => {
  const text = useText()
  return (
    <thead>
      <tr>
        <th scope="col">{text(`report.column.${by}`)}</th>
        {FIGURES.map((figure) => (
          <th key={figure} scope="col" data-figure={figure}>
            {text(`report.figure.${figure}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface FigureProps extends Shown {
  count: number
  open: boolean
  onPress: () => void
}

const Figure = ({ name, figure, count, open, onPress }: FigureProps) => {
  const text = useText()
  const label = text(`report.figure.${figure}`)
  return (
    <td data-figure={figure} data-label={label} data-none={count === 0 || undefined}>
      {count === 0 ? (
        count
      ) : (
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${name}, ${label}: ${count}`}
          onClick={onPress}
        >
          {count}
        </button>
      )}
    </td>
  )
}
