/** A page whose code is fetched when it is needed: pale ink meanwhile, a calm notice when it does not come. */
import type { ReactNode } from 'react'
import { useLostCode } from '../lost-code.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SheetSkeleton } from '../ui/SheetSkeleton.tsx'
import { type Module, useModule } from '../ui/use-module.ts'

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
  const lostCode = useLostCode()
  const page = useModule(source)
  if (page.kind === 'ready') return children(page.module)
  if (page.kind === 'loading') return frame(skeleton ?? <SheetSkeleton label={label} />)
  const { words, label: way, act } = lostCode(page.error, page.retry)
  return frame(
    <Notice title={words}>
      <Button look="main" onPress={act}>
        {way}
      </Button>
    </Notice>,
  )
}
