/**
 * Where a message is written: grows with its words, names people behind an `@`, proposes another text for the cell, sends
 * with Ctrl+Enter. Owns the draft on the page and keeps it; what sending does comes in.
 */
import { PencilLine, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { MAX_BODY, MAX_PROPOSAL } from '../../shared/comments/registers.ts'
import { type Block, blocksToHtml } from '../../shared/plan/rich.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { chord } from '../plan/chord.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { Suggest } from './Suggest.tsx'
import styles from './composer.module.css'
import { type Draft, EMPTY_DRAFT, bodyOf } from './drafts.ts'
import { usePanel } from './panel-context.ts'
import { type Mentions, useMentions } from './use-mentions.ts'

/** What is sent: the stored form of the words, and the proposal where there is one. */
export interface Sent {
  text: string
  html: string | null
}

export interface ComposerProps {
  /** Under which the draft is kept. */
  draftKey: string
  /** What it starts with where nothing was kept. */
  initial?: Draft
  label: string
  hint: string
  sendLabel: string
  /** The cell that another text can be proposed for; left out where none can. */
  cell?: { column: string; blocks: readonly Block[] } | undefined
  /** Takes the focus at once. */
  focused?: boolean
  /** Shows its buttons before anything is written. */
  open?: boolean
  onSend: (sent: Sent) => void
  onCancel?: () => void
}

const problemOf = (sent: Sent): 'comments.tooLong' | 'comments.suggest.tooLong' | null => {
  if (sent.text.length > MAX_BODY) return 'comments.tooLong'
  return sent.html !== null && sent.html.length > MAX_PROPOSAL ? 'comments.suggest.tooLong' : null
}

/** The draft, kept at every change. */
const useDraft = ({ draftKey, initial = EMPTY_DRAFT }: Pick<ComposerProps, 'draftKey' | 'initial'>) => {
  const { drafts } = usePanel()
  const [draft, setDraft] = useState(() => {
    const kept = drafts.get(draftKey)
    return kept === EMPTY_DRAFT ? initial : kept
  })
  const write = (next: Draft) => {
    setDraft(next)
    drafts.set(draftKey, next)
  }
  return { draft, write }
}

/** What of a draft can be sent now: what says the same as its cell proposes nothing, nor does what has no cell any more. */
const sendable = (draft: Draft, cell: ComposerProps['cell']) => {
  const unchanged = cell !== undefined && draft.html === blocksToHtml(cell.blocks)
  const isLost = cell === undefined && draft.html !== null
  const sent: Sent = { text: bodyOf(draft), html: unchanged || isLost ? null : draft.html }
  return { sent, unchanged, isLost, isEmpty: sent.text === '' && sent.html === null }
}

export const Composer = (props: ComposerProps) => {
  const { cell, onSend, onCancel, open = false, draftKey } = props
  const text = useText()
  const { drafts } = usePanel()
  const { draft, write } = useDraft(props)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf>>(null)
  const { sent, unchanged, isLost, isEmpty } = sendable(draft, cell)
  const send = () => {
    if (isEmpty) return
    const wrong = problemOf(sent)
    setProblem(wrong)
    if (wrong) return
    // A proposal waits for its cell, which an undo may bring back.
    write(isLost ? { ...EMPTY_DRAFT, html: draft.html } : EMPTY_DRAFT)
    onSend(sent)
  }
  const cancel =
    onCancel &&
    (() => {
      drafts.set(draftKey, EMPTY_DRAFT)
      onCancel()
    })
  const isOpen = open || draft.text !== '' || draft.html !== null
  return (
    <div className={styles.composer}>
      <Words {...props} draft={draft} onDraft={write} onSend={send} />
      {draft.html !== null && cell && (
        <Suggest
          column={cell.column}
          blocks={parseHtml(draft.html)}
          unchanged={unchanged}
          onChange={(blocks) => write({ ...draft, html: blocksToHtml(blocks) })}
        />
      )}
      <Hindrance {...{ isLost, problem }} />
      {isOpen && (
        <div className={styles.actions}>
          {(cell ?? isLost) && <SuggestSwitch draft={draft} cell={cell} onDraft={write} />}
          <span className={styles.end}>
            {cancel && (
              <Button small look="quiet" onPress={cancel}>
                {text('common.cancel')}
              </Button>
            )}
            <Button small look="main" isDisabled={isEmpty} onPress={send}>
              {props.sendLabel}
            </Button>
          </span>
        </div>
      )}
    </div>
  )
}

interface HindranceProps {
  isLost: boolean
  problem: ReturnType<typeof problemOf>
}

/** What keeps something of it from being sent. */
const Hindrance = ({ isLost, problem }: HindranceProps) => {
  const text = useText()
  return (
    <>
      {isLost && (
        <p className={styles.problem} role="status">
          {text('comments.suggest.gone')}
        </p>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {text(problem)}
        </p>
      )}
    </>
  )
}

interface SuggestSwitchProps {
  draft: Draft
  cell: ComposerProps['cell']
  onDraft: (draft: Draft) => void
}

const SuggestSwitch = ({ draft, cell, onDraft }: SuggestSwitchProps) => {
  const text = useText()
  const isOn = draft.html !== null
  return (
    <Button
      small
      look="quiet"
      className={styles.suggest}
      icon={isOn ? <X /> : <PencilLine />}
      onPress={() => onDraft({ ...draft, html: isOn || !cell ? null : blocksToHtml(cell.blocks) })}
    >
      {text(isOn ? 'comments.suggest.drop' : 'comments.suggest')}
    </Button>
  )
}

interface WordsProps extends Pick<ComposerProps, 'label' | 'hint' | 'focused'> {
  draft: Draft
  onDraft: (draft: Draft) => void
  onSend: () => void
}

const Words = ({ label, hint, focused = false, draft, onDraft, onSend }: WordsProps) => {
  const { people } = usePanel()
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<number | null>(null)
  const mentions = useMentions({
    people: people.others,
    draft,
    onPick: (next, at) => {
      caret.current = at
      onDraft(next)
    },
  })
  useEffect(() => {
    if (caret.current === null) return
    field.current?.focus()
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  useEffect(() => {
    if (!focused) return
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [focused])
  const press = (event: KeyboardEvent) => {
    if (mentions.press(event) || chord(event) !== 'Mod+Enter') return
    event.preventDefault()
    onSend()
  }
  const isOpen = mentions.shown.length > 0
  return (
    <div className={styles.words}>
      <textarea
        ref={field}
        className={styles.field}
        aria-label={label}
        placeholder={hint}
        rows={1}
        value={draft.text}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? mentions.listId : undefined}
        aria-activedescendant={isOpen ? mentions.optionId(mentions.marked) : undefined}
        onChange={({ target }) => {
          onDraft({ ...draft, text: target.value })
          mentions.look(target.value, target.selectionStart)
        }}
        onKeyDown={press}
        onBlur={mentions.close}
      />
      {isOpen && <Names mentions={mentions} />}
      <Announced mentions={mentions} />
    </div>
  )
}

const Announced = ({ mentions: { isAsking, shown } }: { mentions: Mentions }): ReactNode => {
  const text = useText()
  return (
    <output className="visually-hidden">
      {isAsking ? text('comments.pick.count', { count: shown.length }) : ''}
    </output>
  )
}

const Names = ({ mentions }: { mentions: Mentions }) => {
  const text = useText()
  return (
    <div className={styles.names} role="listbox" id={mentions.listId} aria-label={text('comments.pick')}>
      {mentions.shown.map((one, index) => (
        // The keys are the field's, which keeps the focus and says which line is marked.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={one.id}
          id={mentions.optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === mentions.marked}
          className={cx(styles.name, index === mentions.marked && styles.marked)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => mentions.pick(one)}
        >
          <Avatar name={one.name} hue={one.hue} size={18} />
          <span className={styles.who}>{one.name}</span>
          {one.here && <small className={styles.here}>{text('comments.pick.here')}</small>}
        </div>
      ))}
    </div>
  )
}
