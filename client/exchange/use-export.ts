/** A plan's file is asked for and saved. Owns the call and its cancelling: a dialog that was closed saves nothing and closes nothing. */
import { useRef, useState } from 'react'
import type { Api } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import type { ExportOptions } from '../export-path.ts'
import { showToast } from '../ui/toast.ts'
import { useText } from '../ui/use-text.ts'
import { saveFile } from './save-file.ts'

export interface Export {
  working: boolean
  failure: string | null
  download: (options: ExportOptions) => Promise<void>
  /** To be called where the dialog is closed; where its page goes under it, the file still comes. */
  cancel: () => void
}

export const useExport = (api: Pick<Api, 'exportPlan'>, planId: string, onDone: () => void): Export => {
  const text = useText()
  const errorText = useErrorText()
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef<AbortController | null>(null)
  const download = async (options: ExportOptions) => {
    const { signal } = (running.current = new AbortController())
    setWorking(true)
    setFailure(null)
    try {
      const file = await api.exportPlan(planId, options, signal)
      if (signal.aborted) return
      saveFile(file)
      showToast({ text: text('download.done', { name: file.name }) })
      onDone()
    } catch (error) {
      if (signal.aborted) return
      setFailure(errorText(error))
      setWorking(false)
    }
  }
  const cancel = () => running.current?.abort()
  return { working, failure, download, cancel }
}
