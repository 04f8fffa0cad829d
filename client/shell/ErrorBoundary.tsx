/** The last net: a page that threw while drawing becomes a calm notice with a way on. Owns nothing else. */
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/use-text.ts'
import styles from './ErrorBoundary.module.css'
import { Notice } from '../ui/Notice.tsx'

interface State {
  error: unknown
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    return this.state.error === null ? this.props.children : <Crash error={this.state.error} />
  }
}

const Crash = ({ error }: { error: unknown }) => {
  const text = useText()
  return (
    <main className={styles.crash}>
      <Notice title={text('common.crash.title')} text={text('common.crash.text')}>
        <Button look="main" onPress={() => window.location.reload()}>
          {text('common.reload')}
        </Button>
      </Notice>
      <details className={styles.details}>
        <summary>{text('common.crash.details')}</summary>
        <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
      </details>
    </main>
  )
}
