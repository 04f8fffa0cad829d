/** A thread that is being begun: what it would be about, and its first message. */
import { useEffect, useMemo, useRef } from 'react'
import { startThread } from '../../shared/comments/edit.ts'
import { usePlan } from '../plan/use-plan.ts'
import type { CommentPlace } from '../plan/row-comments.ts'
import { useText } from '../ui/use-text.ts'
import { Composer, type Sent } from './Composer.tsx'
import { Quote, placeWords } from './Quote.tsx'
import { newDraftKey } from './drafts.ts'
import { answerAsked, endComposing, showThread } from './desk.ts'
import { usePanel } from './panel-context.ts'
import { proposableCell, sayingOf } from './saying.ts'
import { Standings } from './standing.ts'
import styles from './thread.module.css'

/** `asked`: its first words are to take the focus. */
export const NewThread = ({ place, asked }: { place: CommentPlace; asked: boolean }) => {
  const text = useText()
  const { session, desk, drafts } = usePanel()
  const view = usePlan(session)
  const standings = useMemo(() => new Standings(session.doc), [session])
  const card = useRef<HTMLElement>(null)
  const standing = standings.of(place, view)
  const { blocks } = standing
  useEffect(() => {
    drafts.setPlace(place)
  }, [drafts, place])
  useEffect(() => {
    if (!asked) return
    card.current?.querySelector('textarea')?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
    answerAsked(desk)
  }, [asked, desk])
  const end = () => {
    drafts.setPlace(null)
    endComposing(desk)
  }
  const send = (sent: Sent) => {
    const made = startThread(session.editing, place, sayingOf(sent, place.column, blocks))
    end()
    showThread(desk, made.thread, { focus: true })
  }
  return (
    <section ref={card} className={styles.new} aria-label={text('comments.new')}>
      <p className={styles.about}>{placeWords(standing, text)}</p>
      <Quote about={place} standing={standing} />
      <Composer
        draftKey={newDraftKey(place)}
        label={text('comments.message')}
        hint={text('comments.message.hint')}
        sendLabel={text('comments.send')}
        cell={proposableCell(place.column, blocks)}
        open
        onSend={send}
        onCancel={end}
      />
    </section>
  )
}
