/** The switch between the views of a plan. Owns its look; which view is shown is the address's. */
import { useText } from '../ui/use-text.ts'
import { type PlanViewName, VIEWS } from '../plan/view-address.ts'
import styles from './ViewSwitch.module.css'

interface ViewSwitchProps {
  /** Null while none of them is shown. */
  view: PlanViewName | null
  onShow: (view: PlanViewName) => void
  /** The pointer or the keyboard has come to a view: its code may be fetched. */
  onNear: (view: PlanViewName) => void
}

export const ViewSwitch = ({ view, onShow, onNear }: ViewSwitchProps) => {
  const text = useText()
  return (
    <div role="group" aria-label={text('plan.views')} className={styles.views} data-views>
      {VIEWS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === view}
          onClick={() => one !== view && onShow(one)}
          onFocus={() => onNear(one)}
          onPointerEnter={() => onNear(one)}
        >
          {text(`plan.view.${one}`)}
        </button>
      ))}
    </div>
  )
}
