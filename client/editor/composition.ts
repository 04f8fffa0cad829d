/**
 * Keeps what others do away from a word that is being composed (input methods, keyboards of phones). To show a
 * colleague's change the editor draws its text anew, and the half-made word would be left behind and come a second time.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** A word that nobody goes on composing for this long must not keep the others out of sight. */
const IDLE_MS = 2000
/** ProseMirror reads the composed text up to 20 ms after its end. */
const SETTLED_MS = 40

/** `hold` lets what others do wait until the function that it returns is called. */
export const holdWhileComposing = (hold: () => () => void) => {
  let release: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(timer)
    release?.()
    release = null
  }
  const goOn = (forMs: number) => {
    release ??= hold()
    clearTimeout(timer)
    timer = setTimeout(end, forMs)
    return false
  }
  return Extension.create({
    name: 'holdWhileComposing',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          handleDOMEvents: {
            compositionstart: () => goOn(IDLE_MS),
            compositionupdate: () => goOn(IDLE_MS),
            compositionend: () => goOn(SETTLED_MS),
          },
        },
        view: () => ({ destroy: end }),
      }),
    ],
  })
}
