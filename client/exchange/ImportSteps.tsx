/** The dialog of an import, step by step: choose, see what was read, go on. Owns which step is shown; not what comes of it. */
import type { ReactNode } from 'react'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { useText } from '../ui/use-text.ts'
import { FileChooser } from './FileChooser.tsx'
import styles from './ImportDialog.module.css'
import type { ImportState } from './import-state.ts'
import { Preview } from './Preview.tsx'
import type { Import } from './use-import.ts'

export interface ConfirmWords {
  confirm: string
  /** While it is being done. */
  doing: string
}

export interface ImportStepsProps {
  title: string
  work: Import
  words: ConfirmWords
  onClose: () => void
  /** What is asked in the preview beside the columns. */
  children?: ReactNode
}

export const ImportSteps = ({ title, work, words, onClose, children }: ImportStepsProps) => {
  const { state } = work
  const shows = state.kind === 'preview' || state.kind === 'creating'
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      size={shows ? 'wide' : 'middle'}
      dismissable={state.kind !== 'creating'}
    >
      <DialogBody>
        <Step state={state} work={work}>
          {children}
        </Step>
      </DialogBody>
      {shows && <PreviewActions {...{ work, words, state, onClose }} />}
    </Dialog>
  )
}

/** Whether the same file may be read another time: the trouble was the way to the server, not the file. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiError) || !/^(file-|unsupported-media|too-large|forbidden)/.test(error.code)

const Step = ({ state, work, children }: { state: ImportState; work: Import; children: ReactNode }) => {
  const text = useText()
  const errorText = useErrorText()
  switch (state.kind) {
    case 'choosing':
      return <FileChooser onFile={work.choose} />
    case 'reading':
      return (
        <div className={styles.reading}>
          <Spinner />
          <output className={styles.fileName}>{text('exchange.reading', { file: state.file.name })}</output>
          <p className={styles.quiet}>{text('exchange.reading.hint')}</p>
        </div>
      )
    case 'failed':
      return (
        <div className={styles.failed} role="alert">
          <p className={styles.fileName}>{text('exchange.failed', { file: state.file.name })}</p>
          <p>{errorText(state.error)}</p>
          <div className={styles.ways}>
            {mayPass(state.error) && (
              <Button onPress={() => work.choose(state.file)}>{text('common.retry')}</Button>
            )}
            <Button
              look="main"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what was focused before is gone
              autoFocus
              onPress={work.again}
            >
              {text('exchange.another')}
            </Button>
          </div>
        </div>
      )
    case 'preview':
    case 'creating':
      return (
        <Preview
          fileName={state.file.name}
          read={state.read}
          mapping={state.mapping}
          updating={state.kind === 'preview' && state.updating}
          fixed={state.kind === 'creating'}
          onMap={work.correct}
        >
          {children}
        </Preview>
      )
  }
}

interface PreviewActionsProps {
  work: Import
  words: ConfirmWords
  state: Extract<ImportState, { kind: 'preview' | 'creating' }>
  onClose: () => void
}

const PreviewActions = ({ work, words, state, onClose }: PreviewActionsProps) => {
  const text = useText()
  const errorText = useErrorText()
  const creating = state.kind === 'creating'
  const error = state.kind === 'preview' ? state.error : null
  return (
    <>
      {error !== null && <Banner tone="bad">{errorText(error)}</Banner>}
      <DialogActions>
        <Button look="quiet" className={styles.another} onPress={work.again} isDisabled={creating}>
          {text('exchange.another')}
        </Button>
        <Button className={styles.cancel} onPress={onClose} isDisabled={creating}>
          {text('common.cancel')}
        </Button>
        <Button
          look="main"
          onPress={work.confirm}
          busy={creating}
          isDisabled={state.kind === 'preview' && state.updating}
        >
          {creating ? words.doing : words.confirm}
        </Button>
      </DialogActions>
    </>
  )
}
