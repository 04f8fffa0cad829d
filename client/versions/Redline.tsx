/** The plan with what changed in it, in the document itself: two versions, or one and the draft. Owns the page of it. */
import { ArrowDown, ArrowUp, List, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { isLocale } from '../../shared/i18n/locale.ts'
import type { PlanJson } from '../../shared/plan/json.ts'
import { type Act, newAct } from '../act.ts'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { PlanSession } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { exportPath } from '../export-path.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { FileLink } from '../ui/FileLink.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { Switch } from '../ui/Switch.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { AmendmentsDialog } from './Amendments.tsx'
import { RedPaper } from './RedPaper.tsx'
import { VersionWords } from './VersionWords.tsx'
import type { Comparison } from './VersionsPanel.tsx'
import { type VersionsApi, createVersionsApi } from './api.ts'
import type { Part } from './history-api.ts'
import { type Loading, useLoading } from './use-task.ts'
import { useRedSteps } from './red-steps.ts'
import type { ShownRedline } from './redline-wire.ts'
import { useDraft, useRedline } from './use-redline.ts'
import styles from './redline.module.css'

export interface RedlineProps {
  api: Api
  session: PlanSession
  comparison: Comparison
  onClose: () => void
}

export const Redline = (props: RedlineProps) => (
  <VersionWords>
    <Compared {...props} />
  </VersionWords>
)

/** The plan of a version, null for none; and the way to ask again. */
const useVersionPlan = (calls: VersionsApi, number: number | null): [Loading<PlanJson | null>, () => void] =>
  useLoading(
    useCallback(() => (number === null ? Promise.resolve(null) : calls.plan(number)), [calls, number]),
  )

/** Both plans in one; the draft as it is now, a moment behind while people write. */
const useSides = (
  calls: VersionsApi,
  session: PlanSession,
  { from, to }: Comparison,
): [Loading<ShownRedline>, () => void] => {
  const [earlier, askEarlier] = useVersionPlan(calls, from)
  const [later, askLater] = useVersionPlan(calls, to)
  const draft = useDraft(session, to === null)
  const before = earlier.kind === 'ready' ? earlier.value : null
  const after = later.kind === 'ready' ? (later.value ?? draft) : null
  const { redline, pending, error } = useRedline(pairOf({ from, to }), before, after)
  const sides = useMemo((): Loading<ShownRedline> => {
    if (earlier.kind === 'failed') return earlier
    if (later.kind === 'failed') return later
    if (error !== null) return { kind: 'failed', error }
    return redline === null || pending ? { kind: 'loading' } : { kind: 'ready', value: redline }
  }, [earlier, later, error, redline, pending])
  const retry = () => {
    if (earlier.kind === 'failed') askEarlier()
    if (later.kind === 'failed') askLater()
  }
  return [sides, retry]
}

const pairOf = ({ from, to }: Comparison): string => `${from} ${to ?? 'draft'}`

/** The ways back into the draft, for whoever may; the same functions as long as the sides are the same. */
const useRestoring = (
  calls: VersionsApi,
  session: PlanSession,
  { from, to }: Comparison,
  act: Act | undefined,
) => {
  const text = useText()
  const errorText = useErrorText()
  const may = useStore(session.rights).may('versions.restore') && to === null
  // One at a time: a second press while the first is under way would bring it back once more (SPEC VX8).
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const ways = useMemo(() => {
    const restore = async (part: Part, done: string) => {
      if (running.current) return
      running.current = true
      setBusy(true)
      try {
        await calls.restore(from, part, act)
        showToast({ text: done })
      } catch (error) {
        showToast({ text: errorText(error), tone: 'bad' })
      } finally {
        running.current = false
        setBusy(false)
      }
    }
    if (!may) return {}
    return {
      onRestore: (row: string) => void restore({ items: [row] }, text('versions.restore.row.done')),
      onRestoreSection: ({ id }: { id: string }) =>
        void restore({ sections: [id] }, text('history.restored')),
    }
  }, [calls, may, from, act, text, errorText])
  return { ways, busy }
}

const Compared = ({ api, session, comparison, onClose }: RedlineProps) => {
  const text = useText()
  const errorText = useErrorText()
  const page = useRef<HTMLElement>(null)
  const calls = useMemo(() => createVersionsApi(api.call, session.planId), [api, session])
  const [sides, retry] = useSides(calls, session, comparison)
  const [onlyChanges, setOnlyChanges] = useState(false)
  const redline = sides.kind === 'ready' ? sides.value : null
  const { sheet, count, step } = useRedSteps(page, redline, { of: pairOf(comparison), onlyChanges })
  // What is restored after the draft has changed is meant anew.
  const act = useMemo(() => (redline === null ? undefined : newAct()), [redline])
  const { ways, busy } = useRestoring(calls, session, comparison, act)
  useEffect(() => {
    page.current?.focus({ preventScroll: true })
    // The sheet's place says nothing here.
    page.current?.scrollIntoView({ block: 'start' })
  }, [comparison])
  return (
    <section ref={page} className={styles.desk} tabIndex={-1} aria-label={text('redline.edited')}>
      <Tools
        comparison={comparison}
        planId={session.planId}
        {...{ count, step, calls, busy, onlyChanges, setOnlyChanges, onClose }}
      />
      {sides.kind === 'loading' && <SheetSkeleton label={text('redline.loading')} />}
      {sides.kind === 'failed' && (
        <Banner
          tone="bad"
          actions={
            <Button small onPress={retry}>
              {text('common.retry')}
            </Button>
          }
        >
          {errorText(sides.error)}
        </Banner>
      )}
      {redline && sheet && <RedPaper {...{ redline, sheet }} label={text('redline.edited')} {...ways} />}
    </section>
  )
}

interface ToolsProps {
  calls: VersionsApi
  planId: string
  comparison: Comparison
  /** Null while it is not known. */
  count: number | null
  /** Something comes back into the draft. */
  busy: boolean
  onlyChanges: boolean
  setOnlyChanges: (only: boolean) => void
  step: (by: 1 | -1) => void
  onClose: () => void
}

const Tools = ({
  calls,
  planId,
  comparison,
  busy,
  count,
  onlyChanges,
  setOnlyChanges,
  step,
  onClose,
}: ToolsProps) => {
  const text = useText()
  const [asList, setAsList] = useState(false)
  const nameOf = (number: number | null) =>
    number === null ? text('redline.draft') : text('redline.version', { number })
  const { from, to } = comparison
  const { locale: language } = useIntl()
  const locale = isLocale(language) ? language : 'en'
  const title = text('redline.title', { from: nameOf(from), to: nameOf(to) })
  return (
    <div className={styles.tools}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.steps}>
        {busy && <Spinner />}
        <output className={styles.count}>
          {busy ? text('redline.restoring') : count !== null && text('redline.count', { count })}
        </output>
        <IconButton label={text('redline.previous')} small onPress={() => step(-1)} isDisabled={!count}>
          <ArrowUp />
        </IconButton>
        <IconButton label={text('redline.next')} small onPress={() => step(1)} isDisabled={!count}>
          <ArrowDown />
        </IconButton>
      </div>
      <div className={styles.more}>
        <Switch label={text('redline.only')} value={onlyChanges} onChange={setOnlyChanges} />
        <Button small icon={<List />} onPress={() => setAsList(true)}>
          {text('redline.list')}
        </Button>
        <FileLink href={exportPath(planId, { format: 'docx', locale, version: to, changes: from })}>
          {text('redline.word')}
        </FileLink>
        <Button small icon={<X />} onPress={onClose}>
          {text('redline.close')}
        </Button>
      </div>
      {asList && <AmendmentsDialog {...{ calls, from, to }} about={title} onClose={() => setAsList(false)} />}
    </div>
  )
}
