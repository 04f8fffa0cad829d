/**
 * A form that its page checks and sends: the browser neither complains nor loads anything, and the focus goes to the first
 * field that the page refuses. Owns that alone.
 */
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'

export interface FormProps {
  onSubmit: () => void
  className?: string | undefined
  children: ReactNode
}

export const Form = ({ onSubmit, className, children }: FormProps) => (
  <form
    className={className}
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      const form = event.currentTarget
      flushSync(onSubmit)
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
    }}
  >
    {children}
  </form>
)
