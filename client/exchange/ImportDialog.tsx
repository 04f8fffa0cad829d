/** A plan from a file: choose, see what was read, create. Owns which step is shown. */
import { useCallback } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { Banner } from '../ui/Banner.tsx'
import { useText } from '../ui/use-text.ts'
import { type Api, ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { FileChooser } from './FileChooser.tsx'
import styles from './ImportDialog.module.css'
import type { ImportState, Shown } from './import-state.ts'
import { isMapped } from './mapping.ts'
import { MappingWords } from './MappingWords.tsx'
import { Preview } from './Preview.tsx'
import { type Import, useImport } from './use-import.ts'

export interface ImportDialogProps {
  api: Api
  /** A file that was dropped on the page, to be read at once. */
  file: File | null
  onClose: () => void
  onCreated: (planId: string) => void
}

export const ImportDialog = (props: ImportDialogProps) => (
  <MappingWords>
    <Steps {...props} />
  </MappingWords>
)

const Steps = ({ api, file, onClose, onCreated }: ImportDialogProps) => {
  const text = useText()
  const create = useCallback(
    async ({ file: chosen, mapping }: Shown) => {
      const { id } = await api.importPlan(chosen, isMapped(mapping) ? { mapping } : {})
      if (id !== null) onCreated(id)
    },
    [api, onCreated],
  )
  const work = useImport(api, file, create)
  const { state } = work
  const shows = state.kind === 'preview' || state.kind === 'creating'
  return (
    <Dialog
      title={text('exchange.title')}
      open
      onClose={onClose}
      size={shows ? 'wide' : 'middle'}
      dismissable={state.kind !== 'creating'}
    >
      <DialogBody>
        <Step state={state} work={work} />
      </DialogBody>
      {shows && <PreviewActions work={work} state={state} onClose={onClose} />}
    </Dialog>
  )
}

/** Whether the same file may be read another time: the trouble was the way to the server, not the file. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiError) || !/^(file-|unsupported-media|too-large|forbidden)/.test(error.code)

const Step = ({ state, work }: { state: ImportState; work: Import }) => {
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
        />
      )
  }
}

interface PreviewActionsProps {
  work: Import
  state: Extract<ImportState, { kind: 'preview' | 'creating' }>
  onClose: () => void
}

const PreviewActions = ({ work, state, onClose }: PreviewActionsProps) => {
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
          {text(creating ? 'exchange.creating' : 'exchange.create')}
        </Button>
      </DialogActions>
    </>
  )
}
