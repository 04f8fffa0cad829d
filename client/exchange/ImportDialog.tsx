/** A plan from a file. Owns that it is created of what was shown. */
import { useCallback } from 'react'
import { useAct } from '../act.ts'
import type { Api } from '../api.ts'
import { useText } from '../ui/use-text.ts'
import { ImportSteps } from './ImportSteps.tsx'
import type { Shown } from './import-state.ts'
import { isMapped } from './mapping.ts'
import { MappingWords } from './MappingWords.tsx'
import { type ReadFile, useImport } from './use-import.ts'

export interface ImportDialogProps {
  api: Api
  /** A file that was dropped on the page, to be read at once. */
  file: File | null
  onClose: () => void
  onCreated: (planId: string) => void
}

export const ImportDialog = (props: ImportDialogProps) => (
  <MappingWords>
    <Creating {...props} />
  </MappingWords>
)

const Creating = ({ api, file, onClose, onCreated }: ImportDialogProps) => {
  const text = useText()
  const act = useAct()
  const read = useCallback<ReadFile>(
    (chosen, options) => api.importPlan(chosen, { ...options, preview: true }),
    [api],
  )
  const create = useCallback(
    async ({ file: chosen, mapping }: Shown) => {
      const { id } = await api.importPlan(chosen, { act, ...(isMapped(mapping) && { mapping }) })
      if (id !== null) onCreated(id)
    },
    [api, act, onCreated],
  )
  const work = useImport('import', read, file, create)
  const words = { confirm: text('exchange.create'), doing: text('exchange.creating') }
  return <ImportSteps {...{ title: text('exchange.title'), work, words, onClose }} />
}
