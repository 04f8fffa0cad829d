/** Where the parts of a plan's page stand: header, banners, rail (a drawer when narrow), sheet, aside. Owns the layout. */
import { X } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../ui/IconButton.tsx'
import { SkipLink } from '../ui/SkipLink.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import { useText } from '../ui/use-text.ts'
import { contentRef } from './use-page-focus.ts'
import styles from './PlanFrame.module.css'

/** How the header opens the drawer; null where the rail stands in sight or there is none. */
export type DrawerButton = (() => void) | null

export interface PlanFrameProps {
  header: (drawer: DrawerButton) => ReactNode
  banners?: ReactNode
  /** `leave` closes the drawer after a choice; it does nothing when the rail stands in sight. */
  rail?: (leave: () => void) => ReactNode
  /** What is done with the plan stands in the rail, and the keyboard has a way straight to it. */
  hasTools?: boolean
  /** Stands at the right of the sheet; over it when narrow. */
  aside?: ReactNode
  children: ReactNode
}

const stay = () => {}

export const PlanFrame = ({ header, banners, rail, hasTools, aside, children }: PlanFrameProps) => {
  const text = useText()
  const narrow = useMedia(NARROW)
  const [drawer, setDrawer] = useState(false)
  const open = useCallback(() => setDrawer(true), [])
  const leave = useCallback(() => setDrawer(false), [])
  return (
    <div className={styles.frame}>
      <SkipLink />
      {hasTools && !narrow && <SkipLink to="tools" />}
      {header(narrow && rail ? open : null)}
      <div className={styles.banners}>{banners}</div>
      <div className={styles.middle}>
        {rail && !narrow && <div className={styles.rail}>{rail(stay)}</div>}
        <main ref={contentRef} id="content" className={styles.main} tabIndex={-1}>
          <div className={styles.page}>{children}</div>
        </main>
        {aside && (
          <div className={styles.aside} data-aside>
            {aside}
          </div>
        )}
      </div>
      {rail && narrow && (
        <ModalOverlay className={styles.veil ?? ''} isOpen={drawer} onOpenChange={setDrawer} isDismissable>
          <Modal className={styles.drawer ?? ''}>
            <Dialog className={styles.dialog ?? ''} aria-label={text('plan.sections')} data-modal>
              <IconButton className={styles.shut} label={text('common.close')} onPress={leave}>
                <X />
              </IconButton>
              {rail(leave)}
            </Dialog>
          </Modal>
        </ModalOverlay>
      )}
    </div>
  )
}
