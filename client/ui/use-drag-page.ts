/** A drag ends with the page that it is drawn in (SPEC DR1). */
import { useLayoutEffect } from 'react'
import type { DragStore } from './drag.ts'

export const useDragPage = (drag: DragStore<unknown>): void => {
  useLayoutEffect(() => () => drag.leave(), [drag])
}
