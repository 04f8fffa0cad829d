/** A page whose code is fetched when it is needed: pale ink meanwhile, a calm notice when it does not come. */
import type { ReactNode } from 'react'
import { ApiError } from '../api.ts'
import { useErrorText } from '../error-text.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { type Module, useModule } from '../ui/use-module.ts'
import { useText } from '../ui/use-text.ts'

export interface LazyPageProps<T> {
  source: Module<T>
  /** Said while it loads. */
  label: string
  /** Shown while it loads, where the page does not begin as a plan does. */
  skeleton?: ReactNode
  /** Put around what stands in for the page, where the page brings its own frame. */
  frame?: (content: ReactNode) => ReactNode
  children: (module: T) => ReactNode
}

const bare = (content: ReactNode): ReactNode => content

export const LazyPage = <T,>({ source, label, skeleton, frame = bare, children }: LazyPageProps<T>) => {
  const text = useText()
  const errorText = useErrorText()
  const page = useModule(source)
  if (page.kind === 'ready') return children(page.module)
  if (page.kind === 'loading') return frame(skeleton ?? <SheetSkeleton label={label} />)
  return frame(
    <Notice title={errorText(new ApiError('network', 0))}>
      <Button look="main" onPress={page.retry}>
        {text('common.retry')}
      </Button>
    </Notice>,
  )
}
