/** A value that handlers read later than it was rendered: the newest one, without being a reason to render. */
import { useLayoutEffect, useState } from 'react'

export class Box<T> {
  private value: T

  constructor(value: T) {
    this.value = value
  }

  get(): T {
    return this.value
  }

  set(value: T): void {
    this.value = value
  }
}

/** The same box at every rendering, holding the value of the last one. */
export const useBox = <T>(value: T): Box<T> => {
  const [box] = useState(() => new Box(value))
  useLayoutEffect(() => box.set(value))
  return box
}
