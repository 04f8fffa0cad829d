/** A form that its page checks and sends: the browser neither complains nor loads anything. Owns that alone. */
import type { ReactNode } from 'react'

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
      onSubmit()
    }}
  >
    {children}
  </form>
)
