/**
 * What runs inside the measured page. Each function is sent there as text: it may use nothing from outside itself.
 *
 * "Painted" is the task behind the animation frame: a callback of requestAnimationFrame posts a message, and the
 * message is handled when style, layout and paint of that frame are done on the main thread.
 */

export interface KeySample {
  /** From the key event's own time to the end of the frame after it, waiting for the frame included. */
  paintMs: number
  /** Whether that frame already had the character. */
  shown: boolean
}

export interface Probe {
  /** From the start of the navigation to the painted first row with text; null so far. */
  firstRowMs: number | null
  keys: KeySample[]
  longTasks: number[]
}

declare global {
  interface Window {
    benchProbe: Probe
    /** Tells whoever measures that the first row is there. */
    benchFirstRow?: (nothing: string) => void
  }
}

/** Runs before anything of the page: watches for the first row, keys and long tasks. */
export const install = (rowSelector: string): void => {
  const probe: Probe = { firstRowMs: null, keys: [], longTasks: [] }
  window.benchProbe = probe
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = then
      channel.port2.postMessage(null)
    })
  const observer = new MutationObserver(() => {
    const row = document.querySelector(rowSelector)
    if (!row?.textContent?.trim()) return
    observer.disconnect()
    afterPaint(() => {
      probe.firstRowMs = performance.now()
      window.benchFirstRow?.('')
    })
  })
  observer.observe(document, { childList: true, subtree: true, characterData: true })
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) probe.longTasks.push(task.duration)
  }).observe({ type: 'longtask' })
  const length = () => getSelection()?.anchorNode?.textContent?.length ?? 0
  const watchKey = (event: KeyboardEvent) => {
    if (event.key.length !== 1) return
    const before = length()
    afterPaint(() => {
      const paintMs = performance.now() - event.timeStamp
      probe.keys.push({ paintMs, shown: length() > before })
    })
  }
  addEventListener('keydown', watchKey, { capture: true })
}

export interface ScrollSample {
  /** Time between two animation frames. */
  frames: number[]
  /** Frames in which the middle of the window held no line. */
  blank: number
  longTasks: number
}

/** Scrolls the rows' scroller by `step` pixels in every animation frame. */
export const scroll = async ([rowSelector, step, frames]: [
  string,
  number,
  number,
]): Promise<ScrollSample> => {
  const scrolls = (element: Element) =>
    element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY)
  let scroller = document.querySelector(rowSelector)
  while (scroller && !scrolls(scroller)) scroller = scroller.parentElement
  const target = scroller ?? document.scrollingElement
  if (!target) throw new Error('nothing scrolls')
  const sample: ScrollSample = { frames: [], blank: 0, longTasks: 0 }
  const before = window.benchProbe.longTasks.length
  await new Promise<void>((resolve) => {
    let last = 0
    const next = (now: number) => {
      if (last > 0) sample.frames.push(now - last)
      last = now
      const box = target.getBoundingClientRect()
      const [x, y] = [(box.left + box.right) / 2, innerHeight / 2]
      if (!document.elementFromPoint(x, y)?.closest('[role=row], tr')) sample.blank++
      if (sample.frames.length >= frames) return resolve()
      target.scrollTop += step
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  sample.longTasks = window.benchProbe.longTasks.length - before
  return sample
}

/** kB of scripts that had arrived by a time: compressed as sent, and as they are. */
export const scriptsBefore = (ms: number): { sentKB: number; plainKB: number } => {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const scripts = entries.filter(({ name, responseEnd }) => /\.js(\?|$)/.test(name) && responseEnd <= ms)
  const sum = (pick: (one: PerformanceResourceTiming) => number) =>
    scripts.reduce((total, one) => total + pick(one), 0) / 1000
  return { sentKB: sum((one) => one.encodedBodySize), plainKB: sum((one) => one.decodedBodySize) }
}
