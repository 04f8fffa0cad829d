/** What was changed as the list of an order: to read in a dialog of its own or in another one, and to copy. Owns the list alone. */
import { Check, Copy } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useErrorText } from '../error-text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../ui/Dialog.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { copyWords } from '../ui/copy-words.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import type { AmendmentGroup, VersionsApi } from './api.ts'
import { useLoading } from './use-task.ts'
import styles from './versions.module.css'

/** The list in a frame that scrolls; `label` is its name. */
export const Amendments = ({ groups, label }: { groups: readonly AmendmentGroup[]; label: string }) => {
  const text = useText()
  return (
    // It scrolls, so that it has to be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.groups} role="region" aria-label={label} tabIndex={0}>
      {groups.length === 0 && <p>{text('versions.approve.same')}</p>}
      {groups.map(({ section, sentences }) => (
        <section key={section ?? ''} className={styles.group}>
          <h4>{section ?? text('versions.approve.whole')}</h4>
          <ol>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** The list as it goes into an order: a line a sentence, numbered by section. */
const linesOf = (groups: readonly AmendmentGroup[], whole: string): string =>
  groups
    .map(({ section, sentences }) =>
      [section ?? whole, ...sentences.map((sentence, index) => `${index + 1}. ${sentence}`)].join('\n'),
    )
    .join('\n\n')

const CopyButton = ({ groups }: { groups: readonly AmendmentGroup[] }) => {
  const text = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    if (await copyWords(linesOf(groups, text('versions.approve.whole')))) setCopied(true)
    // The list can be marked and copied by hand.
    else showToast({ text: text('redline.list.copy-failed'), tone: 'bad' })
  }
  return (
    <Button look="main" icon={copied ? <Check /> : <Copy />} onPress={() => void copy()}>
      {text(copied ? 'redline.list.copied' : 'redline.list.copy')}
    </Button>
  )
}

export interface AmendmentsDialogProps {
  calls: VersionsApi
  from: number
  /** Null for the draft as it is on the server. */
  to: number | null
  /** What is compared. */
  about: string
  onClose: () => void
}

export const AmendmentsDialog = ({ calls, from, to, about, onClose }: AmendmentsDialogProps) => {
  const text = useText()
  const errorText = useErrorText()
  const [list] = useLoading(useCallback(() => calls.amendments(from, to), [calls, from, to]))
  return (
    <Dialog title={text('redline.list.title')} open onClose={onClose}>
      <DialogBody>
        <h3 className={styles.since}>{about}</h3>
        {list.kind === 'loading' && <Spinner />}
        {list.kind === 'failed' && <Banner tone="bad">{errorText(list.error)}</Banner>}
        {list.kind === 'ready' && <Amendments groups={list.value} label={about} />}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text('common.close')}</Button>
        {list.kind === 'ready' && list.value.length > 0 && <CopyButton groups={list.value} />}
      </DialogActions>
    </Dialog>
  )
}
