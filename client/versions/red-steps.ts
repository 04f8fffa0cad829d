/** Going from change to change in a redline, and how many there are. Owns the focus of changes alone. */
import { type RefObject, useEffect } from 'react'
import { type Redline as RedlineModel, isChanged } from '../../shared/plan/redline.ts'

/** Focuses the next or the previous change; from outside of them the first or the last. */
export const goToChange = (page: HTMLElement | null, by: 1 | -1): void => {
  const all = [...(page?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
  const at = all.findIndex((element) => element.contains(document.activeElement))
  const next = at < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[at + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'center' })
}

/** Alt with an arrow steps from change to change. */
export const useStepKeys = (page: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
      event.preventDefault()
      goToChange(page.current, event.key === 'ArrowDown' ? 1 : -1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [page])
}

/** How many changes there are to go to. */
export const countOf = ({ sections, front, columns }: RedlineModel): number =>
  front.size +
  columns.filter(({ fate, title, wasTitle }) => fate !== 'kept' || title !== wasTitle).length +
  sections.filter(({ fate, was, is }) => fate !== 'kept' || was?.title !== is?.title).length +
  sections.flatMap(({ rows }) => rows).filter((row) => isChanged(row) && row.fate !== 'away').length
