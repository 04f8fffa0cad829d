/** Shows the name flag of a colleague's caret again, from the start of its fading. */
export const wakeFlag = (caret: Element): void => {
  for (const animation of caret.getAnimations({ subtree: true })) {
    animation.currentTime = 0
    animation.play()
  }
}
