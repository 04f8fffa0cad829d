/** What somebody may do: the role, the departments it holds for, the right to approve. Owns the fields, not the value. */
import { ROLES, type Access, type Role } from '../../shared/identity.ts'
import type { Department } from '../api.ts'
import { Check, Checks } from '../ui/Checks.tsx'
import { Choice } from '../ui/Choice.tsx'
import { useText } from '../ui/use-text.ts'
import type { Rights } from './api.ts'

export const isRole = (value: unknown): value is Role =>
  typeof value === 'string' && (ROLES as readonly string[]).includes(value)

/** The role that is chosen at first where somebody has none in the house. */
export const roleOr = (access: Access): Role => (access === 'none' ? 'viewer' : access)

export interface RightsFieldsProps {
  value: Rights
  onChange: (value: Rights) => void
  departments: readonly Department[]
}

export const RightsFields = ({ value, onChange, departments }: RightsFieldsProps) => {
  const text = useText()
  const options = departments.map(({ id, name, hue }) => ({ value: id, label: name, hue }))
  return (
    <>
      <RoleChoice value={value.role} onChange={(role) => onChange({ ...value, role })} />
      {options.length > 0 && (
        <Checks
          columns
          label={text('people.departments')}
          hint={text(value.role === 'editor' ? 'people.departments.hint' : 'people.departments.colour')}
          options={options}
          value={value.departments}
          onChange={(chosen) => onChange({ ...value, departments: chosen })}
        />
      )}
      <Check
        label={text('people.approver')}
        hint={text('people.approver.hint')}
        value={value.approver}
        onChange={(approver) => onChange({ ...value, approver })}
      />
    </>
  )
}

export const RoleChoice = ({ value, onChange }: { value: Role; onChange: (role: Role) => void }) => {
  const text = useText()
  return (
    <Choice
      columns
      label={text('people.role')}
      options={ROLES.map((role) => ({
        value: role,
        label: text(`common.role.${role}`),
        hint: text(`common.role.${role}.may`),
      }))}
      value={value}
      onChange={(role) => isRole(role) && onChange(role)}
    />
  )
}
