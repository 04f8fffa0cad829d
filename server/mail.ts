/**
 * Mail to people, where SMTP is configured. Owns the connection; what is written to whom is the commands'.
 */
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

/**
 * Opens a connection with the first letter. The library is read here and not then: Node remembers for as long as the process
 * lives that a library could not be read.
 */
export const createMail = async ({ url, from }: MailConfig): Promise<Mail> => {
  const { createTransport } = await import('nodemailer')
  // Files and addresses in a letter are never fetched.
  const transport = createTransport({
    ...smtpOptions(url),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (letter) => {
      // As an object it is one address, whatever commas and brackets are in it.
      const { headers = {}, ...rest } = letter
      const to = { name: '', address: letter.to }
      await transport.sendMail({ from, ...rest, headers: { ...headers }, to })
    },
    close: () => transport.close(),
  }
}
