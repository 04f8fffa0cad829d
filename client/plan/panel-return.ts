/** Whether what stands beside the document comes back with an exchanged page (SPEC LQ5): then it takes no focus that was elsewhere. */
import { createContext, useContext, useState } from 'react'

export const PanelReturn = createContext(false)

/** How it was when the panel opened. */
export const useComesBack = (): boolean => {
  const now = useContext(PanelReturn)
  return useState(now)[0]
}
