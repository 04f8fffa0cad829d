/** A summary beside the plans that it gathers: what changed there, each with a box, and taking over what was chosen. */
import { useCallback } from 'react'
import * as z from 'zod/mini'
import { type Api, ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { useKept } from '../plan/kept.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { CopyWords } from './CopyWords.tsx'
import styles from './copies.module.css'
import { RefreshList } from './RefreshList.tsx'
import { type Gathered, gatheredSchema } from './refresh-schemas.ts'
import { useAsked } from './use-asked.ts'
import { Waiting } from './Waiting.tsx'

export interface RefreshDialogProps {
  api: Api
  planId: string
  onClose: () => void
}

export const RefreshDialog = (props: RefreshDialogProps) => (
  <CopyWords>
    <Asking {...props} />
  </CopyWords>
)

const pathOf = (planId: string) => `/api/plans/${encodeURIComponent(planId)}/gathered`

const Asking = ({ api, planId, onClose }: RefreshDialogProps) => {
  const text = useText()
  // Above what is read again: a refusal is told beside what it made to be read, and what was said holds there (SPEC GB7).
  const [busy, setBusy] = useKept('refresh.busy', () => false)
  const [error, setError] = useKept<unknown>('refresh.error', () => null)
  const [said, setSaid] = useKept<Said | null>('refresh.said', () => null)
  const ask = useCallback(
    (signal: AbortSignal) => api.call(pathOf(planId), gatheredSchema, { signal }),
    [api, planId],
  )
  const { asked, again } = useAsked(ask)
  return (
    <Dialog title={text('refresh.title')} open onClose={onClose} size="wide" dismissable={!busy}>
      {asked.kind === 'there' ? (
        <Comparing
          {...{ api, planId, onClose, busy, setBusy, error, setError, again }}
          state={asked.value}
          taken={takenOf(asked.value, said)}
          onTake={(taken) => setSaid({ known: idsOf(asked.value), taken })}
        />
      ) : (
        <Waiting
          error={asked.kind === 'failed' ? asked.error : null}
          loading={text('refresh.loading')}
          failed={text('refresh.failed')}
          onRetry={again}
        />
      )}
    </Dialog>
  )
}

interface ComparingProps extends RefreshDialogProps {
  state: Gathered
  busy: boolean
  setBusy: (busy: boolean) => void
  error: unknown
  setError: (error: unknown) => void
  taken: ReadonlySet<string>
  onTake: (taken: ReadonlySet<string>) => void
  again: () => void
}

/** What changed there alone is taken unless somebody says no; what takes something away only where they say yes. */
const firstTaken = ({ changes }: Gathered): ReadonlySet<string> =>
  new Set(changes.filter(({ kind }) => kind === 'changed' || kind === 'added').map(({ id }) => id))

/** What somebody has said of changes, and of which ones. */
interface Said {
  known: ReadonlySet<string>
  taken: ReadonlySet<string>
}

const idsOf = ({ changes }: Gathered): ReadonlySet<string> => new Set(changes.map(({ id }) => id))

/** What was said of a change holds for as long as it is there; of others the first choice does. */
const takenOf = (state: Gathered, said: Said | null): ReadonlySet<string> => {
  const first = firstTaken(state)
  const isTaken = (id: string) => (said?.known.has(id) ? said.taken.has(id) : first.has(id))
  return new Set([...idsOf(state)].filter(isTaken))
}

const Comparing = (props: ComparingProps) => {
  const { api, planId, state, busy, setBusy, error, setError, taken, onTake, again, onClose } = props
  const text = useText()
  const errorText = useErrorText()
  const { changes, sources, of } = state
  const closed = sources.filter(({ title }) => title === null).length
  const apply = async () => {
    setBusy(true)
    setError(null)
    try {
      const body = { take: [...taken], of }
      const done = await api.call(pathOf(planId), z.object({ taken: z.number() }), { method: 'POST', body })
      showToast({ text: text('refresh.done', { count: done.taken }) })
      onClose()
    } catch (failure) {
      setError(failure)
      if (failure instanceof ApiError && failure.code === 'source-moved') again()
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <DialogBody>
        {closed > 0 && <p className={styles.quiet}>{text('refresh.closed', { count: closed })}</p>}
        {changes.length === 0 ? (
          <p className={styles.nothing}>{text('refresh.none')}</p>
        ) : (
          <RefreshList state={state} taken={taken} onTake={onTake} />
        )}
      </DialogBody>
      {error !== null && <Banner tone="bad">{errorText(error)}</Banner>}
      <DialogActions>
        <Button onPress={onClose} isDisabled={busy}>
          {text(changes.length === 0 ? 'common.close' : 'common.cancel')}
        </Button>
        {changes.length > 0 && (
          <Button look="main" busy={busy} isDisabled={taken.size === 0} onPress={() => void apply()}>
            {busy ? text('refresh.applying') : text('refresh.apply', { count: taken.size })}
          </Button>
        )}
      </DialogActions>
    </>
  )
}
