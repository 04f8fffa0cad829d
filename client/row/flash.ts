/** Lights a row up for a moment, when somebody has been led to it. */

const FLASH_MS = 1400

export const flash = (row: Element): void => {
  const colours = [{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'var(--flash)', offset: 0.4 }, {}]
  row.animate(colours, { duration: FLASH_MS, easing: 'ease-out' })
}
