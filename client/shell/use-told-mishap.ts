/** Tells whoever is in what went wrong at the provider. Owns the telling; outside, the sign-in page does it. */
import { useEffect } from 'react'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { useStore } from '../plan/use-plan.ts'
import { showToast } from '../ui/toast.ts'
import type { Mishap } from './mishap.ts'

/** Who is in has no page that says it: a message does. */
export const useToldMishap = (mishap: Mishap, isInside: boolean) => {
  const errorText = useErrorText()
  const code = useStore(mishap)
  useEffect(() => {
    if (code === null || !isInside) return
    showToast({ text: errorText(new ApiError(code, 0)), tone: 'bad' })
    mishap.forget()
  }, [code, isInside, mishap, errorText])
}
