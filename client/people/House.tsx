/**
 * The frame of the pages about the house: the way between them, a heading with its tools, and one sheet of lines in each
 * state of its list. Owns the layout; what a line holds comes in.
 */
import { type ReactNode, useEffect } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Notice } from '../ui/Notice.tsx'
import pale from '../ui/pale.module.css'
import { useText } from '../ui/use-text.ts'
import styles from './House.module.css'
import type { Source } from './use-loaded.ts'

const PAGES = ['people', 'departments', 'tokens', 'audit'] as const
export type HouseTab = (typeof PAGES)[number]

export interface HouseProps {
  tab: HouseTab
  /** Buttons beside the heading. */
  tools?: ReactNode
  children: ReactNode
}

export const House = ({ tab, tools, children }: HouseProps) => {
  const text = useText()
  usePageTitle(`house.${tab}`)
  return (
    <div className={styles.page}>
      <nav className={styles.tabs} aria-label={text('house.pages')}>
        {PAGES.map((page) => (
          <a
            key={page}
            href={`/${page}`}
            className={cx(styles.tab, page === tab && styles.here)}
            aria-current={page === tab ? 'page' : undefined}
          >
            {text(`house.${page}`)}
          </a>
        ))}
      </nav>
      <div className={styles.top}>
        <div className={styles.heading}>
          <h1 className={styles.title}>{text(`house.${tab}`)}</h1>
          <p className={styles.lead}>{text(`house.${tab}.lead`)}</p>
        </div>
        {tools && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </div>
  )
}

export const usePageTitle = (key: MessageKey): void => {
  const text = useText()
  useEffect(() => {
    document.title = `${text(key)} · Svod`
  }, [key, text])
}

export interface SheetProps<T> {
  source: Source<T>
  /** What stands in the sheet once the list is there. */
  children: (value: T, asOf: Date) => ReactNode
  /** How many pale lines stand for the list while it loads. */
  lines?: number
}

/** A list in its sheet of paper: pale lines while it loads, a way on where it does not come. */
export const Sheet = <T,>({ source, children, lines = 4 }: SheetProps<T>) => {
  const text = useText()
  const errorText = useErrorText()
  const { state, retry } = source
  if (state.kind === 'ready') return children(state.value, state.asOf)
  if (state.kind === 'loading') return <PaleLines label={text('common.loading')} lines={lines} />
  return (
    <Notice level={2} title={text('house.failed')} text={errorText(state.error)}>
      <Button look="main" onPress={retry}>
        {text('common.retry')}
      </Button>
    </Notice>
  )
}

const PaleLines = ({ label, lines }: { label: string; lines: number }) => (
  <div className={cx(styles.sheet, pale.pale, styles.pale)}>
    <output className="visually-hidden">{label}</output>
    {Array.from({ length: lines }, (_, line) => (
      <div className={styles.line} key={line}>
        <i style={{ width: `${38 - (line % 3) * 7}%` }} />
      </div>
    ))}
  </div>
)

/** A sheet of lines with a name for those who hear it; words where there is no line. */
export const Lines = ({ label, empty, children }: { label: string; empty: string; children: ReactNode[] }) =>
  children.length === 0 ? (
    <p className={cx(styles.sheet, styles.empty)}>{empty}</p>
  ) : (
    <ul className={styles.sheet} aria-label={label}>
      {children}
    </ul>
  )
