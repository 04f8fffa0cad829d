/** Something that is opened in a page, drawn once its code is there; what keeps that away is said, and it closes. */
import type { ReactNode } from 'react'
import type { Module } from '../ui/use-module.ts'
import { useOpened } from '../use-opened.ts'

export interface LazyPartProps<T> {
  source: Module<T>
  onClose: () => void
  /** Stands there meanwhile; left out: nothing. */
  waiting?: ReactNode
  children: (module: T) => ReactNode
}

export const LazyPart = <T,>({ source, onClose, waiting = null, children }: LazyPartProps<T>) => {
  const module = useOpened(source, true, onClose)
  return module ? children(module) : waiting
}
