/** Who wrote the words of a row, cell by cell: each author’s words underlined in a colour, names and dates below. */
import { useCallback, useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { usePlan } from '../plan/use-plan.ts'
import { Banner } from '../ui/Banner.tsx'
import { Dialog, DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { type Text, useText } from '../ui/use-text.ts'
import { VersionWords } from './VersionWords.tsx'
import { type AuthoredLine, createHistoryApi } from './history-api.ts'
import { hueOf } from './stops.ts'
import { useLoading } from './use-task.ts'
import styles from './history.module.css'

export interface AuthorsDialogProps {
  api: Api
  session: PlanSession
  row: string
  onClose: () => void
}

export const AuthorsDialog = (props: AuthorsDialogProps) => (
  <VersionWords>
    <Authors {...props} />
  </VersionWords>
)

type Piece = AuthoredLine['pieces'][number]

const wordsOf = ({ source, name, at }: Piece, text: Text, date: (at: string) => string): string => {
  if (source === 'start') return text('authors.start', { when: date(at ?? '') })
  if (source === 'unknown') return text('authors.unknown')
  return text('authors.by', { who: name || text('history.someone'), when: date(at ?? '') })
}

const hueIn = ({ source, by }: Piece): number => (source === 'written' ? hueOf(by) : 0)

/** The authors of a cell, each day of theirs once, in the order of their words. */
const legendOf = (lines: readonly AuthoredLine[], say: (piece: Piece) => string) =>
  new Map(
    lines.flatMap(({ pieces }) =>
      pieces.filter(({ text }) => text.trim() !== '').map((piece) => [say(piece), hueIn(piece)] as const),
    ),
  )

const Cell = ({ title, lines }: { title: string; lines: readonly AuthoredLine[] }) => {
  const text = useText()
  const intl = useIntl()
  const date = (at: string) =>
    intl.formatDate(at, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    })
  const say = (piece: Piece) => wordsOf(piece, text, date)
  const legend = [...legendOf(lines, say)]
  return (
    <section className={styles.authored}>
      <h3>{title}</h3>
      <div className={styles.words}>
        {lines.map(({ depth, pieces }, index) => (
          <p key={index} data-depth={depth}>
            {pieces.map((piece, at) => (
              <span key={at} data-hue={hueIn(piece)} title={say(piece)}>
                {piece.text}
              </span>
            ))}
          </p>
        ))}
      </div>
      <ul className={styles.legend}>
        {legend.map(([words, hue]) => (
          <li key={words} data-hue={hue}>
            {words}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Authors = ({ api, session, row, onClose }: AuthorsDialogProps) => {
  const text = useText()
  const errorText = useErrorText()
  const calls = useMemo(() => createHistoryApi(api.call, session.planId), [api, session])
  const { columns } = usePlan(session)
  const ids = columns
    .filter(({ id }) => id !== 'number')
    .map(({ id }) => id)
    .join(' ')
  const [state] = useLoading(
    useCallback(
      () =>
        Promise.all(
          ids.split(' ').map(async (column) => ({ column, lines: await calls.authors(row, column) })),
        ),
      [calls, row, ids],
    ),
  )
  const cells =
    state.kind === 'ready'
      ? state.value.filter(({ lines }) => lines.some(({ pieces }) => pieces.length > 0))
      : []
  return (
    <Dialog title={text('authors.title')} open onClose={onClose}>
      <DialogBody>
        {state.kind === 'loading' && (
          <p>
            <Spinner /> {text('authors.loading')}
          </p>
        )}
        {state.kind === 'failed' && <Banner tone="bad">{errorText(state.error)}</Banner>}
        {state.kind === 'ready' && cells.length === 0 && <p>{text('authors.empty')}</p>}
        {cells.map(({ column, lines }) => (
          <Cell key={column} title={columns.find(({ id }) => id === column)?.title ?? ''} lines={lines} />
        ))}
      </DialogBody>
    </Dialog>
  )
}
