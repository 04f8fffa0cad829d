/**
 * Mail to people, where SMTP is configured. Owns the connection; what is written to whom is the commands'.
 */
import type { Transporter } from 'nodemailer'

export interface Letter {
  to: string
  subject: string
  /** Plain text. */
  text: string
  /** The same with looks. */
  html?: string
  /** With its angle brackets; made up where left out. */
  messageId?: string
  /** Beside the usual ones. */
  headers?: Readonly<Record<string, string>>
}

export interface Mail {
  /** Resolves when the SMTP server has taken the letter. */
  send(letter: Letter): Promise<void>
  close(): void
}

export interface MailConfig {
  /** `smtp://` or `smtps://`, with user and password where needed. */
  url: string
  /** The sender, `Svod <svod@example.org>`. */
  from: string
}

/** How long a silent SMTP server is waited for. */
const PATIENCE_MS = 15_000

/** How the server of that address is reached. Where no password is at stake, TLS is used if it is offered. */
export const smtpOptions = (url: string) => {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: username !== '' && !['localhost', '127.0.0.1', '::1'].includes(host),
    ...(username === '' ? {} : { auth }),
  }
}

/** Files and addresses in a letter are never fetched. nodemailer is read with the first one: most starts send none. */
const openTransport = async (options: ReturnType<typeof smtpOptions>): Promise<Transporter> => {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    ...options,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Opens a connection with the first letter. */
export const createMail = ({ url, from }: MailConfig): Mail => {
  const options = smtpOptions(url)
  let transport: Promise<Transporter> | null = null
  return {
    send: async (letter) => {
      // As an object it is one address, whatever commas and brackets are in it.
      const { headers = {}, ...rest } = letter
      const to = { name: '', address: letter.to }
      const opened = await (transport ??= openTransport(options))
      await opened.sendMail({ from, ...rest, headers: { ...headers }, to })
    },
    // Whoever wrote a letter heard why nothing was opened.
    close: () =>
      void transport?.then(
        (opened) => opened.close(),
        () => undefined,
      ),
  }
}
