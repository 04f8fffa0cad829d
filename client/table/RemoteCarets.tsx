/**
 * Colleagues' carets over a text that is not open here. Positions are measured after drawing; nothing but this
 * overlay is drawn again when a caret moves.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import type { Block } from '../../shared/plan/rich.ts'
import { wakeFlag } from '../editor/wake-flag.ts'
import '../editor/remote-caret.css'
import type { Colleague, PlanSession } from '../plan/plan-session.ts'
import { type CaretBox, caretBox, findPosition } from './caret-dom.ts'
import type { Spot } from './grid-nav.ts'
import { useSheet } from './sheet-context.ts'
import { fragmentAt } from './spots.ts'
import styles from './presence.module.css'

const measure = (session: PlanSession, spot: Spot, overlay: HTMLElement, one: Colleague): CaretBox | null => {
  const root = overlay.parentElement?.querySelector<HTMLElement>(':scope > .rich')
  const fragment = fragmentAt(session.doc, spot)
  if (!root || !fragment || !one.cursor) return null
  const found = findPosition(session.doc, fragment, one.cursor.head)
  const box = found && caretBox(root, found)
  if (!box) return null
  const from = overlay.getBoundingClientRect()
  const text = root.getBoundingClientRect()
  return { ...box, left: box.left + text.left - from.left, top: box.top + text.top - from.top }
}

const Caret = ({ one, box }: { one: Colleague; box: CaretBox }) => {
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (element.current) wakeFlag(element.current)
  }, [one.cursor])
  return (
    <span
      ref={element}
      className="remote-caret is-overlay"
      data-client={one.clientId}
      data-name={one.name}
      data-hue={one.hue}
      style={{ left: box.left, top: box.top, height: box.height }}
    />
  )
}

interface RemoteCaretsProps {
  spot: Spot
  blocks: readonly Block[]
  people: readonly Colleague[]
}

export const RemoteCarets = ({ spot, blocks, people }: RemoteCaretsProps) => {
  const { session } = useSheet()
  const overlay = useRef<HTMLDivElement>(null)
  const [boxes, setBoxes] = useState<readonly (CaretBox | null)[]>([])
  useLayoutEffect(() => {
    const element = overlay.current
    if (!element) return
    const update = () => setBoxes(people.map((one) => measure(session, spot, element, one)))
    update()
    const sizes = new ResizeObserver(update)
    sizes.observe(element.parentElement ?? element)
    return () => sizes.disconnect()
  }, [session, spot, blocks, people])
  return (
    <div ref={overlay} className={styles.overlay} aria-hidden="true">
      {people.map((one, index) => {
        const box = boxes[index]
        return box ? <Caret key={one.clientId} one={one} box={box} /> : null
      })}
    </div>
  )
}
