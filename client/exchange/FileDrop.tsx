/** A file dropped anywhere on the page. Owns the listeners and the veil that says what will happen; not the import. */
import { FileDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '../ui/use-text.ts'
import styles from './FileDrop.module.css'

export interface FileDropProps {
  /** Where false, a dropped file does nothing (the browser must not navigate to it either). */
  allowed: boolean
  onFile: (file: File) => void
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export const FileDrop = ({ allowed, onFile }: FileDropProps) => {
  const text = useText()
  const over = useFileDrop(allowed, onFile)
  if (!over) return null
  return (
    <div className={styles.veil}>
      <output className={styles.target}>
        <FileDown aria-hidden="true" />
        {text('home.drop')}
      </output>
    </div>
  )
}

/** Whether a file hangs over the page; `onFile` gets the first one that is dropped. */
const useFileDrop = (allowed: boolean, onFile: (file: File) => void): boolean => {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = allowed ? 'copy' : 'none'
      setOver(allowed)
    }
    const onDragLeave = (event: DragEvent) => {
      // Leaving the window, not passing from one element to the next.
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      if (!carriesFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (allowed && file) onFile(file)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [allowed, onFile])
  return over
}
