/** Random comments, honest and forged, as a page or a script could send them. */
import {
  type Speaking,
  decide,
  deleteMessage,
  editMessage,
  reply,
  restoreMessage,
  setResolved,
  startThread,
} from '../../shared/comments/edit.ts'
import { messagesOf, rowsOf, threadsOf } from '../../shared/plan/schema.ts'
import type { Dice } from './random.ts'

const pickFrom = (root: { keys(): Iterable<string> }, dice: Dice): string =>
  dice.pick([...root.keys()]) ?? 'nothing'

/** One verb of comments by `speaking`, on whatever is there; made with no regard to rights. */
export const operateComment = (speaking: Speaking, dice: Dice): void => {
  const { doc } = speaking
  const [threads, messages] = [threadsOf(doc), messagesOf(doc)]
  const [thread, message] = [pickFrom(threads, dice), pickFrom(messages, dice)]
  const about = { row: pickFrom(rowsOf(doc), dice), column: null, quote: '', range: null }
  const proposal = dice.chance(0.5)
    ? { column: 'title', was: '', html: `<p>proposed ${dice.int(9)}</p>` }
    : undefined
  const verbs: (() => unknown)[] = [
    () => startThread(speaking, about, { text: `asked ${dice.int(9)}`, proposal }),
    () => reply(speaking, thread, { text: `answered ${dice.int(9)}`, proposal }),
    () => editMessage(speaking, message, `changed ${dice.int(9)}`),
    () => (dice.chance(0.5) ? deleteMessage(speaking, message) : restoreMessage(speaking, message)),
    () => setResolved(speaking, thread, dice.chance(0.7)),
    () => decide(speaking, message, dice.chance(0.5)),
  ]
  dice.pick(verbs)!()
}
