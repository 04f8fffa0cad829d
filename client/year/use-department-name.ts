/** What a department is called in the year. Owns the words for none and for one that is gone. */
import { useRowScope } from '../row/row-context.ts'
import { useText } from '../ui/use-text.ts'

export const useDepartmentName = (id: string | null): string => {
  const { departments } = useRowScope()
  const text = useText()
  if (id === null) return text('year.shared')
  return departments.find((one) => one.id === id)?.name ?? text('year.department.unknown')
}
