/** One step up or down in a list, as the server wants it told: the one that will stand before. Pure. */

/** The id to stand behind after the step; null for the first place; undefined where there is no such step. */
export const afterStep = (
  list: readonly { id: string }[],
  index: number,
  step: -1 | 1,
): string | null | undefined => {
  const target = index + step
  if (target < 0 || target >= list.length) return undefined
  const before = step === 1 ? target : target - 1
  return list[before]?.id ?? null
}
