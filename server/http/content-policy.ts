/** What a page of Svod may load and run (SPEC HT3). Owns the wording of the content security policy. */

/** What the page may load: its own files, nothing inline but what is named by hash or nonce. */
export interface PageSources {
  /** CSP sources such as `'sha256-…'` beside `'self'`. */
  scripts: readonly string[]
  styles: readonly string[]
}

/** The content security policy of a page. */
export const contentPolicy = ({ scripts, styles }: PageSources): string =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
