/** A proposed text as its readers see it: old → new, word by word, and what the section's editor decides. */
import { useMemo } from 'react'
import type { ThreadView, MessageView } from '../../shared/comments/threads.ts'
import { decide } from '../../shared/comments/edit.ts'
import type { Proposal as ProposalValue } from '../../shared/comments/registers.ts'
import { parseHtml } from '../../shared/plan/html.ts'
import { type Block, blocksToText, textToBlocks } from '../../shared/plan/rich.ts'
import { Button } from '../ui/Button.tsx'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { usePanel } from './panel-context.ts'
import styles from './proposal.module.css'
import type { Standing } from './standing.ts'
import { type DiffPart, condense, diffSuggestion } from './suggestion-diff.ts'

interface ProposalProps {
  thread: ThreadView
  message: MessageView
  proposal: ProposalValue
  standing: Standing
}

export const Proposal = ({ thread, message, proposal, standing }: ProposalProps) => {
  const text = useText()
  const { rights } = usePanel()
  const { verdict } = message
  // The cell of the proposal is the thread's, or the proposal cannot be compared with it.
  const now = proposal.column === thread.column && standing.blocks ? blocksToText(standing.blocks) : null
  const isOpen = verdict === null && now !== null
  const isMoved = isOpen && now !== proposal.was
  const open = isOpen ? standing.blocks : null
  const before = useMemo(() => open ?? textToBlocks(proposal.was), [open, proposal])
  const after = useMemo(() => (open ? parseHtml(proposal.html) : textOf(proposal.html)), [open, proposal])
  const mayDecide = isOpen && standing.section !== null && rights.may('rows.edit', standing.section)
  return (
    <div className={styles.proposal}>
      <p className={styles.what}>{text('comments.suggest.what')}</p>
      <Difference before={before} after={after} />
      {isMoved && <p className={styles.moved}>{text('comments.suggest.moved')}</p>}
      {mayDecide && <Decision thread={thread} message={message} />}
      {verdict && <Outcome accepted={verdict.accepted} by={verdict.by} />}
    </div>
  )
}

/** What the cell said when it was proposed is known as bare text: compared with it, the proposal is no more. */
const textOf = (html: string): Block[] => textToBlocks(blocksToText(parseHtml(html)))

const TAGS = { kept: 'span', old: 'del', new: 'ins' } as const

interface DifferenceProps {
  before: readonly Block[]
  after: readonly Block[]
}

const Difference = ({ before, after }: DifferenceProps) => {
  const text = useText()
  const parts = useMemo(() => diffSuggestion(before, after), [before, after])
  const isSame = parts.every(({ fate }) => fate === 'kept')
  return (
    <>
      <div className={styles.difference}>
        {condense(parts).map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </div>
      {isSame && <p className={styles.moved}>{text('comments.suggest.format')}</p>}
    </>
  )
}

/** What is struck and what is underlined is also said, for those who hear it. */
const Part = ({ part: { fate, text: words } }: { part: DiffPart }) => {
  const text = useText()
  const Tag = TAGS[fate]
  return (
    <Tag className={styles[fate]}>
      {fate !== 'kept' && <span className="visually-hidden">{text(`comments.suggest.${fate}`)} </span>}
      {words}
    </Tag>
  )
}

const Decision = ({ thread, message }: { thread: ThreadView; message: MessageView }) => {
  const text = useText()
  const { session, say } = usePanel()
  const settle = (accepted: boolean) => {
    session.undo.cut()
    session.undo.at({ row: thread.row, field: thread.column ?? '', section: null })
    const done = decide(session.editing, message.id, accepted)
    session.undo.cut()
    if (done) say(text(accepted ? 'comments.suggest.accepted' : 'comments.suggest.declined'))
    else showToast({ text: text('comments.suggest.failed'), tone: 'bad' })
  }
  return (
    <div className={styles.decision}>
      <Button small look="main" onPress={() => settle(true)}>
        {text('comments.suggest.accept')}
      </Button>
      <Button small onPress={() => settle(false)}>
        {text('comments.suggest.decline')}
      </Button>
    </div>
  )
}

const Outcome = ({ accepted, by }: { accepted: boolean; by: string }) => {
  const text = useText()
  const { people } = usePanel()
  const name = people.nameOf(by)
  const words = text(accepted ? 'comments.suggest.accepted' : 'comments.suggest.declined')
  return <p className={styles.outcome}>{name === null ? words : `${words}: ${name}`}</p>
}
