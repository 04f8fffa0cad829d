/**
 * Registers that name who wrote them: deletions, corrected dates, findings set aside. Owns what they have to say of their
 * author; must not decide who may write them.
 */

interface Stamp {
  readonly by: string
  readonly at: number
}

/** Whether a field of the document names its author. */
export const isSigned = (field: string): boolean =>
  field === 'del' || field === 'fix' || field.startsWith('ok:')

/** What a date can be made of: ms since the epoch. */
export const isMoment = (value: unknown): value is number =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15

const isStamp = (value: unknown): value is Stamp =>
  typeof value === 'object' && value !== null && 'by' in value && 'at' in value

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const sign = (value: Stamp, by: string): Stamp => (value.by === by ? value : { ...value, by })

/**
 * The value as it has to stand where `by` (an identity's id) wrote it over `before`: it names its writer, but for what stood
 * there already. The very value where there is nothing to put right. The time is by the writer's clock, right or wrong:
 * changes may have waited for days, and a register that the server writes again crosses what its author writes next.
 */
export const signedValue = (value: unknown, before: unknown, by: string): unknown => {
  if (!Array.isArray(value)) return isStamp(value) && !isSame(value, before) ? sign(value, by) : value
  const known: readonly unknown[] = Array.isArray(before) ? before : []
  const all = value.map((one: unknown) =>
    isStamp(one) && !known.some((other) => isSame(one, other)) ? sign(one, by) : one,
  )
  return all.every((one, at) => one === value[at]) ? value : all
}
