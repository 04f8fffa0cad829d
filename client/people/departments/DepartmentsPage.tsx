/** The departments of the house in their order. Owns the list, its actions and its dialogs; the account holds the data. */
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Api, Department } from '../../api.ts'
import { thenRead } from '../../then-read.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/use-text.ts'
import { createPeopleApi, type DepartmentFields, type PeopleApi } from '../api.ts'
import { Confirm } from '../Confirm.tsx'
import { House, Lines } from '../House.tsx'
import { PeopleWords } from '../PeopleWords.tsx'
import { useAttempt } from '../use-work.ts'
import { afterStep } from './department-order.ts'
import { DepartmentDialog } from './DepartmentDialog.tsx'
import { DepartmentLine } from './DepartmentLine.tsx'

export interface DepartmentsPageProps {
  api: Api
  departments: readonly Department[]
  /** Resolves when `departments` are read anew. */
  onChanged: () => Promise<void>
}

export const DepartmentsPage = (props: DepartmentsPageProps) => (
  <PeopleWords>
    <Departments {...props} />
  </PeopleWords>
)

type Open = { kind: 'new' } | { kind: 'edit' | 'delete'; department: Department } | null

/** A colour that no department has yet, else the least used one. */
export const freeHue = (departments: readonly Department[]): number => {
  const uses = [1, 2, 3, 4, 5, 6].map((hue) => ({
    hue,
    count: departments.filter((one) => one.hue === hue).length,
  }))
  return uses.toSorted((a, b) => a.count - b.count)[0]?.hue ?? 1
}

/** Without those that were deleted out of this very list; one that is read later says for itself what is in it. */
const useWithoutDeleted = (read: readonly Department[]) => {
  const [deleted, setDeleted] = useState<{ from: readonly Department[]; ids: readonly string[] }>({
    from: read,
    ids: [],
  })
  const ids = deleted.from === read ? deleted.ids : []
  const departments = useMemo(
    () => (deleted.from === read ? read.filter(({ id }) => !deleted.ids.includes(id)) : read),
    [read, deleted],
  )
  return { departments, onDeleted: (id: string) => setDeleted({ from: read, ids: [...ids, id] }) }
}

const Departments = ({ api, departments: read, onChanged }: DepartmentsPageProps) => {
  const text = useText()
  const calls = useMemo(() => createPeopleApi(api.call), [api])
  const { departments, onDeleted } = useWithoutDeleted(read)
  const [open, setOpen] = useState<Open>(null)
  const { said, move } = useMoving(calls, departments, onChanged)
  return (
    <House
      tab="departments"
      tools={
        <Button look="main" icon={<Plus />} onPress={() => setOpen({ kind: 'new' })}>
          {text('departments.add')}
        </Button>
      }
    >
      <Lines label={text('house.departments')} empty={text('departments.none')}>
        {departments.map((department, index) => (
          <DepartmentLine
            key={department.id}
            department={department}
            isFirst={index === 0}
            isLast={index === departments.length - 1}
            onEdit={() => setOpen({ kind: 'edit', department })}
            onDelete={() => setOpen({ kind: 'delete', department })}
            onMove={(step) => void move(index, step)}
          />
        ))}
      </Lines>
      <output className="visually-hidden">{said}</output>
      <Dialogs
        open={open}
        calls={calls}
        departments={departments}
        onChanged={onChanged}
        onDeleted={onDeleted}
        onClose={() => setOpen(null)}
      />
    </House>
  )
}

const useMoving = (calls: PeopleApi, departments: readonly Department[], onChanged: () => Promise<void>) => {
  const text = useText()
  const attempt = useAttempt()
  const [said, setSaid] = useState('')
  const move = async (index: number, step: -1 | 1) => {
    const department = departments[index]
    const after = afterStep(departments, index, step)
    if (!department || after === undefined) return
    const done = await attempt(() =>
      thenRead(() => calls.changeDepartment(department.id, { after }), onChanged),
    )
    if (done) setSaid(text('departments.moved', { name: department.name, place: index + step + 1 }))
  }
  return { said, move }
}

interface DialogsProps {
  open: Open
  calls: PeopleApi
  departments: readonly Department[]
  onChanged: () => Promise<void>
  onDeleted: (id: string) => void
  onClose: () => void
}

const Dialogs = ({ open, calls, departments, onChanged, onDeleted, onClose }: DialogsProps) => {
  const text = useText()
  if (open === null) return null
  if (open.kind === 'delete') {
    const { id, name } = open.department
    return (
      <Confirm
        title={text('departments.delete.title', { name })}
        words={text('departments.delete.words')}
        action={text('departments.delete')}
        onConfirm={() => thenRead(() => calls.deleteDepartment(id).then(() => onDeleted(id)), onChanged)}
        onClose={onClose}
      />
    )
  }
  const known = open.kind === 'edit' ? open.department : null
  const send = async (fields: DepartmentFields) => {
    await (known ? calls.changeDepartment(known.id, fields) : calls.addDepartment(fields))
  }
  const save = (fields: DepartmentFields) => thenRead(() => send(fields), onChanged)
  return (
    <DepartmentDialog
      title={text(known ? 'departments.edit' : 'departments.new')}
      first={known ?? { name: '', short: '', hue: freeHue(departments) }}
      onSave={save}
      onClose={onClose}
    />
  )
}
