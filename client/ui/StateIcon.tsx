/** The sign of a row's state. Owns the pictures, the same in every view. */
import { Circle, CircleCheck, CircleDot, CircleX, CornerUpRight } from 'lucide-react'
import type { ItemState } from '../../shared/plan/json.ts'

const ICONS = {
  planned: Circle,
  'in-progress': CircleDot,
  done: CircleCheck,
  moved: CornerUpRight,
  cancelled: CircleX,
}

export const StateIcon = ({ state }: { state: ItemState }) => {
  const Icon = ICONS[state]
  return <Icon aria-hidden="true" />
}
