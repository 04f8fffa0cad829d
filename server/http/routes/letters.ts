/**
 * The page that stops letters, by a link in one of them: no sign-in, and opening it changes nothing, since mail programs
 * look at links by themselves [IB15]. Owns its few lines of HTML.
 */
import { Hono } from 'hono'
import type { Locale } from '../../../shared/i18n/locale.ts'
import { fillMessage } from '../../../shared/i18n/format.ts'
import { escapeHtml } from '../../../shared/plan/rich.ts'
import { digestWords } from '../../commands/inbox/digest.ts'
import { stopLetters } from '../../commands/inbox/inbox.ts'
import type { StopTicket } from '../../inbox-side.ts'
import { limitBody } from '../body-size.ts'
import type { Ctx, Env, HttpParts } from '../context.ts'
import { stopForm } from '../schemas-inbox.ts'

const STYLE = [
  'body{margin:0;padding:12vh 20px;background:#efece6;color:#1f1c18;font:17px/1.5 Georgia,serif}',
  'main{max-width:34em;margin:0 auto;padding:32px 36px;background:#fffefb;border:1px solid #ddd7cc}',
  'h1{margin:0 0 8px;font-size:24px}form{margin:14px 0 0}a{color:#1d4f7c}',
  'button{padding:9px 16px;border:1px solid #8b8478;border-radius:7px;background:none;color:inherit;font:inherit;cursor:pointer}',
  '@media(prefers-color-scheme:dark){body{background:#171614;color:#ece7dd}main{background:#201f1c;border-color:#37342f}a{color:#8ab8e0}}',
].join('')

const page = (
  c: Ctx,
  status: 200 | 404,
  locale: Locale,
  title: string,
  content: readonly string[],
): Response => {
  const nonce = crypto.randomUUID()
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'`,
  )
  c.header('Cache-Control', 'no-store')
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">`
  const style = `<style nonce="${nonce}">${STYLE}</style>`
  return c.html(
    `<!doctype html><html lang="${locale}"><head>${head}<title>${escapeHtml(title)} · Svod</title>${style}</head><body><main><h1>${escapeHtml(title)}</h1>${content.join('')}</main></body></html>`,
    status,
  )
}

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`

const button = (label: string, kind: string | null): string =>
  `<form method="post">${kind === null ? '' : `<input type="hidden" name="kind" value="${kind}">`}<button>${escapeHtml(label)}</button></form>`

const wrong = (c: Ctx, locale: Locale): Response => {
  const words = digestWords(locale)
  const home = `<p><a href="/">${escapeHtml(words['stop.open'])}</a></p>`
  return page(c, 404, locale, words['stop.wrong'], [paragraph(words['stop.wrong.text']), home])
}

const ask = (c: Ctx, locale: Locale, { kinds }: StopTicket): Response => {
  const words = digestWords(locale)
  const single = kinds.map((kind) =>
    button(fillMessage(words['stop.kind'], { kind: words[`inbox.kind.${kind}`] }), kind),
  )
  return page(c, 200, locale, words['stop.title'], [
    paragraph(words['stop.lead']),
    ...single,
    button(words['stop.all'], null),
  ])
}

/** A form of one field. */
const MAX_FORM_BYTES = 16 * 1024

/** The fields of whatever a mail program has sent; none where it is no form. */
const formOf = async (c: Ctx): Promise<object> => {
  try {
    return await c.req.parseBody()
  } catch (error) {
    if (error instanceof TypeError) return {}
    throw error
  }
}

export const letterRoutes = ({ inbox }: Pick<HttpParts, 'inbox'>) => {
  const ticketOf = (c: Ctx): StopTicket | null => inbox.openStop(c.req.query('t') ?? '')
  const localeFor = async (c: Ctx, { person }: StopTicket): Promise<Locale> =>
    (await inbox.deps.storage.inboxes.read(person)).locale ?? c.get('locale')
  return new Hono<Env>()
    .get('/letters/stop', async (c) => {
      const ticket = ticketOf(c)
      return ticket ? ask(c, await localeFor(c, ticket), ticket) : wrong(c, c.get('locale'))
    })
    .post('/letters/stop', limitBody(MAX_FORM_BYTES, 'too-large'), async (c) => {
      const ticket = ticketOf(c)
      if (!ticket) return wrong(c, c.get('locale'))
      const locale = await localeFor(c, ticket)
      const words = digestWords(locale)
      // Whatever a mail program sends in its own form, it means all letters.
      const { kind = null } = stopForm.catch({}).parse(await formOf(c))
      await stopLetters(inbox.deps, ticket.person, kind === null ? null : [kind])
      const done =
        kind === null
          ? words['stop.done.all']
          : fillMessage(words['stop.done.kind'], { kind: words[`inbox.kind.${kind}`] })
      return page(c, 200, locale, words['stop.title'], [paragraph(done), paragraph(words['stop.back'])])
    })
}
