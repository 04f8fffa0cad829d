/** How a section stands, on its band, and the way to what can be done about it. */
import { useCallback, useSyncExternalStore } from 'react'
import { SignMark } from '../ui/SignMark.tsx'
import { OPEN, type SectionSignOff, type ShownSignOffs } from '../plan/sign-offs.ts'
import { cx } from '../ui/cx.ts'
import { useText } from '../ui/use-text.ts'
import { useSheet } from './sheet-context.ts'
import styles from './band-sign.module.css'

const useSection = ({ store }: ShownSignOffs, section: string): SectionSignOff =>
  useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    () => store.get().sections.get(section) ?? OPEN,
  )

interface BandSignProps {
  section: string
  title: string
  /** The band is under the pointer or has the focus. */
  shown: boolean
}

export const BandSign = (props: BandSignProps) => {
  const { signOffs } = useSheet()
  return signOffs && <Shown {...props} signOffs={signOffs} />
}

/** A section that nobody signed says nothing, but to those who may sign it and are there. */
const Shown = ({ section, title, shown, signOffs }: BandSignProps & { signOffs: ShownSignOffs }) => {
  const { rights } = useSheet()
  const text = useText()
  const { state, wanted } = useSection(signOffs, section)
  const isSilent = state === 'open' && wanted === null
  if (isSilent && !(shown && rights.may('sections.sign', section))) return null
  const said = text(isSilent ? 'plan.signoff.sign' : `plan.signoff.state.${state}`)
  const words = state === 'changed' ? text('plan.signoff.changed') : said
  const label = text('plan.signoff.of', { section: title || text('table.band.empty'), state: said })
  return (
    <div role="gridcell" className={styles.place} data-sheet-tool>
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.sign, styles[state])}
        aria-label={label}
        title={label}
        data-sign-off={state}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => signOffs.open(section)}
      >
        <SignMark state={state} waiting={wanted !== null} />
        {words}
      </button>
    </div>
  )
}
