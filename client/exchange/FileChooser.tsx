/** The place to drop or choose a file. A real file input, labelled, under a large target. */
import { FileText } from 'lucide-react'
import { type DragEvent, useId, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { TOUCHED, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import styles from './FileChooser.module.css'

const WORD = '.docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const SHEET = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Templates and files with macros, which are not run; Svod's own format is read as well. */
const READ = `${WORD},.docm,.dotx,.dotm,${SHEET},.xlsm,.xltx,.xltm,.xls,.csv,.tsv,.tab,.html,.htm,.xhtml,.txt,.md,.json`
/** The refusal of these says what to do; a file that cannot be chosen says nothing. */
const REFUSED = '.doc,.odt,.ods,.rtf,.pdf,.xlsb,.mht,.mhtml'
const ACCEPTED = `${READ},${REFUSED}`

export const FileChooser = ({ onFile }: { onFile: (file: File) => void }) => {
  const text = useText()
  // Nothing can be dragged with a finger.
  const touched = useMedia(TOUCHED)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (!file) return
    // Handled here: the page's own drop must not read it a second time.
    event.preventDefault()
    onFile(file)
  }
  return (
    <div
      className={cx(styles.target, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileText aria-hidden="true" />
      <label className={styles.words} htmlFor={id}>
        {text(touched ? 'exchange.drop.touched' : 'exchange.drop')}
      </label>
      {!touched && <span className={styles.or}>{text('exchange.or')}</span>}
      <Button
        look="main"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing to do in a dialog that was just opened
        autoFocus
        onPress={() => input.current?.click()}
      >
        {text('exchange.choose')}
      </Button>
      <input
        ref={input}
        id={id}
        className="visually-hidden"
        type="file"
        accept={ACCEPTED}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          // Choosing the same file again must be a change again.
          event.target.value = ''
        }}
      />
      <p className={styles.hint}>{text('exchange.hint')}</p>
    </div>
  )
}
