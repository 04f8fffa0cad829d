/** Who belongs to the house, and who was invited. Owns the two lists and which dialog is open over them. */
import { UserPlus } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import type { Api, Department } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi, type PeopleApi } from '../api.ts'
import { House } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useLoaded } from '../use-loaded.ts'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PeopleList } from './PeopleList.tsx'

export interface PeoplePageProps {
  api: Api
  me: Identity
  departments: readonly Department[]
  /** My own rights may have changed. */
  onChanged: () => Promise<void>
}

export const PeoplePage = (props: PeoplePageProps) => (
  <PeopleWords>
    <People {...props} />
  </PeopleWords>
)

const People = ({ api, me, departments, onChanged }: PeoplePageProps) => {
  const text = useText()
  const calls: PeopleApi = useMemo(() => createPeopleApi(api.call), [api])
  const people = useLoaded(useCallback(() => calls.people(), [calls]))
  const invitations = useLoaded(useCallback(() => calls.invitations(), [calls]))
  const mine = useLoaded(useCallback(() => calls.myself(), [calls]))
  const [open, setOpen] = useState<'add' | 'invite' | null>(null)
  const account = mine.state.kind === 'ready' ? mine.state.value : null
  const changed = async () => {
    await Promise.all([people.refresh(), onChanged()])
  }
  const close = () => setOpen(null)
  return (
    <House
      tab="people"
      tools={
        <>
          <Button onPress={() => setOpen('add')}>{text('people.add')}</Button>
          <Button look="main" icon={<UserPlus />} onPress={() => setOpen('invite')}>
            {text('people.invite')}
          </Button>
        </>
      }
    >
      <PeopleList calls={calls} source={people} me={me} departments={departments} onChanged={changed} />
      <Invitations calls={calls} source={invitations} departments={departments} />
      {open === 'add' && (
        <AddPersonDialog
          calls={calls}
          mine={account}
          departments={departments}
          onAdded={changed}
          onClose={close}
        />
      )}
      {open === 'invite' && (
        <InviteDialog
          calls={calls}
          mail={account?.mail === true}
          departments={departments}
          onInvited={() => void invitations.refresh()}
          onClose={close}
        />
      )}
    </House>
  )
}
