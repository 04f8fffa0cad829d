/** Who may do what in this plan: exceptions to the roles of the house, the public link, the calendar's. Owns the dialog's frame. */
import { useMemo } from 'react'
import type { Api, Department } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi } from '../api.ts'
import { PeopleWords } from '../PeopleWords.tsx'
import { CalendarLink } from './CalendarLink.tsx'
import { PlanPeople } from './PlanPeople.tsx'
import { PublicLink } from './PublicLink.tsx'
import styles from './share.module.css'

export interface ShareDialogProps {
  api: Api
  planId: string
  departments: readonly Department[]
  /** Whether there are accounts at all: in a trial everybody chooses a name and a role. */
  hasPeople: boolean
  onClose: () => void
}

export const ShareDialog = (props: ShareDialogProps) => (
  <PeopleWords>
    <Share {...props} />
  </PeopleWords>
)

const Share = ({ api, planId, departments, hasPeople, onClose }: ShareDialogProps) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  return (
    <Dialog title={text('share.title')} open onClose={onClose}>
      <DialogBody>
        <div className={styles.parts}>
          <section>
            <h3 className={styles.heading}>{text('share.link')}</h3>
            <PublicLink calls={calls} planId={planId} />
          </section>
          <section>
            <h3 className={styles.heading}>{text('share.calendar')}</h3>
            <p className={styles.lead}>{text('share.calendar.lead')}</p>
            <CalendarLink calls={calls} planId={planId} departments={departments} />
          </section>
          <section>
            <h3 className={styles.heading}>{text('share.people')}</h3>
            <p className={styles.lead}>{text(hasPeople ? 'share.people.lead' : 'share.people.trial')}</p>
            {hasPeople && <PlanPeople calls={calls} planId={planId} departments={departments} />}
          </section>
        </div>
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose}>{text('once.done')}</Button>
      </DialogActions>
    </Dialog>
  )
}
