/** Words that could not go into the plan: read, copy, remove. Owns looks; keeping them is `sync/vault.ts`'s. */
import { Check, Copy, X } from 'lucide-react'
import { useState } from 'react'
import type { MessageKey } from '../../shared/i18n/messages.ts'
import type { PlanSession, RescuedText, Store } from '../plan/plan-session.ts'
import { useStore } from '../plan/use-plan.ts'
import { Button } from '../ui/Button.tsx'
import { copyWords } from '../ui/copy-words.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import styles from './saved.module.css'

interface RescuePanelProps {
  /** Of the heading: 2 where it stands under a page's own. */
  level?: 2 | 3
  session: Pick<PlanSession, 'rescue' | 'dismissRescued'>
}

export const RescuePanel = ({ session, level = 3 }: RescuePanelProps) =>
  session.rescue === undefined ? null : (
    <Waiting level={level} rescue={session.rescue} onDismiss={(ids) => session.dismissRescued?.(ids)} />
  )

interface WaitingProps {
  level: 2 | 3
  rescue: Store<readonly RescuedText[]>
  onDismiss: (ids: readonly string[]) => void
}

const Waiting = ({ level, rescue, onDismiss }: WaitingProps) => {
  const Title = `h${level}` as const
  const text = useText()
  const texts = useStore(rescue)
  if (texts.length === 0) return null
  const all = texts.map((one) => one.text).filter((words) => words !== '')
  return (
    <section className={styles.rescue}>
      <Title className={styles.rescueTitle}>{text('sync.rescue.title', { count: texts.length })}</Title>
      <Texts hint="sync.rescue.hint" texts={texts.filter(({ inCopy }) => !inCopy)} onDismiss={onDismiss} />
      <Texts
        hint="sync.rescue.hint.copy"
        texts={texts.filter(({ inCopy }) => inCopy)}
        onDismiss={onDismiss}
      />
      {all.length > 1 && <CopyButton words={all.join('\n\n')} label={text('sync.rescue.copy-all')} />}
    </section>
  )
}

interface TextsProps {
  /** What to do with them. */
  hint: MessageKey
  texts: readonly RescuedText[]
  onDismiss: (ids: readonly string[]) => void
}

const Texts = ({ hint, texts, onDismiss }: TextsProps) => {
  const text = useText()
  if (texts.length === 0) return null
  return (
    <>
      <p className={styles.hint}>{text(hint)}</p>
      <ul className={styles.texts}>
        {texts.map((one) => (
          <Rescued key={one.id} rescued={one} onDismiss={() => onDismiss([one.id])} />
        ))}
      </ul>
    </>
  )
}

const Rescued = ({ rescued, onDismiss }: { rescued: RescuedText; onDismiss: () => void }) => {
  const text = useText()
  const { section, row, text: words } = rescued
  const place = section !== '' && row !== '' ? text('sync.rescue.place', { section, row }) : section || row
  return (
    <li className={styles.rescued}>
      <p className={styles.place}>{place || text('sync.rescue.nowhere')}</p>
      {words === '' ? (
        <p className={styles.hint}>{text('sync.rescue.wordless')}</p>
      ) : (
        // Scrolls when long, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <blockquote className={styles.words} tabIndex={0}>
          {words}
        </blockquote>
      )}
      <div className={styles.actions}>
        {words !== '' && <CopyButton words={words} label={text('sync.rescue.copy')} />}
        {!rescued.inCopy && (
          <Button small look="quiet" icon={<X size={15} />} onPress={onDismiss}>
            {text('sync.rescue.dismiss')}
          </Button>
        )}
      </div>
    </li>
  )
}

const CopyButton = ({ words, label }: { words: string; label: string }) => {
  const text = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    if (await copyWords(words)) setCopied(true)
    else showToast({ text: text('sync.rescue.copy-failed'), tone: 'bad' })
  }
  return (
    <Button small icon={copied ? <Check size={15} /> : <Copy size={15} />} onPress={() => void copy()}>
      {copied ? text('sync.rescue.copied') : label}
    </Button>
  )
}
