/**
 * What runs inside the page whose views are measured: the time until something is painted, frames while something
 * moves. Each function is sent there as text: it may use nothing from outside itself.
 */

export interface FrameSample {
  /** Time between two animation frames. */
  frames: number[]
  /** The longest task in it, in ms; 0 where none took 50 ms. */
  longest: number
}

export interface ViewProbe {
  /** Clicks on what the selector finds; ms from then to the painted first element that the other finds. */
  shows(click: string, wanted: string): Promise<number>
  /** Ms from now until that is painted. */
  until(wanted: () => boolean): Promise<number>
  startFrames(): void
  endFrames(): FrameSample
  /** Scrolls what the selector finds by a step a frame, to and fro where it comes to an end. */
  scroll(selector: string, step: { x: number; y: number }, frames: number): Promise<FrameSample>
}

declare global {
  interface Window {
    viewProbe: ViewProbe
  }
}

/** Runs before anything of the page: the time until something is painted. */
export const installShown = (): void => {
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = then
      channel.port2.postMessage(null)
    })
  const until = (wanted: () => boolean) => {
    const start = performance.now()
    return new Promise<number>((resolve) => {
      const look = (): boolean => {
        if (!wanted()) return false
        afterPaint(() => resolve(performance.now() - start))
        return true
      }
      if (look()) return
      const observer = new MutationObserver(() => look() && observer.disconnect())
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
    })
  }
  const shows: ViewProbe['shows'] = (click, wanted) => {
    const button = document.querySelector<HTMLElement>(click)
    if (!button) return Promise.reject(new Error(`nothing is ${click}`))
    const shown = until(() => document.querySelector(wanted) !== null)
    button.click()
    return shown
  }
  window.viewProbe = Object.assign(window.viewProbe ?? {}, { shows, until })
}

/** Runs before anything of the page: frames, and the tasks among them. */
export const installFrames = (): void => {
  const tasks: { start: number; ms: number }[] = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration })
  }).observe({ type: 'longtask' })
  let frames: number[] = []
  let began = 0
  let running = 0
  const startFrames = () => {
    frames = []
    began = performance.now()
    const mine = ++running
    let last = 0
    const next = (now: number) => {
      if (mine !== running) return
      if (last > 0) frames.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  }
  const endFrames = (): FrameSample => {
    running++
    const within = tasks.filter(({ start, ms }) => start + ms > began).map(({ ms }) => ms)
    return { frames, longest: Math.max(0, ...within) }
  }
  const scroll: ViewProbe['scroll'] = (selector, step, count) =>
    new Promise((resolve, reject) => {
      const target = document.querySelector(selector)
      if (!target) return reject(new Error(`nothing is ${selector}`))
      let [x, y] = [step.x, step.y]
      startFrames()
      const next = () => {
        if (frames.length >= count) return resolve(endFrames())
        const [left, top] = [target.scrollLeft, target.scrollTop]
        target.scrollBy({ left: x, top: y, behavior: 'instant' })
        if (target.scrollLeft === left && target.scrollTop === top) [x, y] = [-x, -y]
        requestAnimationFrame(next)
      }
      requestAnimationFrame(next)
    })
  window.viewProbe = Object.assign(window.viewProbe ?? {}, { startFrames, endFrames, scroll })
}
