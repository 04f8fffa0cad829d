/** When the keys may go somewhere after a menu, a dialog or a message has closed. Owns that moment alone. */

/** Nothing has the keys: what had them is gone. */
export const isNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body

/** Whether the keys wait in `view` for the place in it that they were promised: nobody has taken them on since. */
export const isWaitingIn = (view: HTMLElement | null): boolean =>
  document.activeElement === view || isNowhere()

/**
 * Does something once what has just been closed has given the focus back: that happens in the next frame, the one after it is
 * ours. Whatever takes the focus before is pulled back into the dialog, and loses it with that.
 */
export const afterFocus = (run: () => unknown): void => {
  requestAnimationFrame(() => requestAnimationFrame(() => run()))
}
