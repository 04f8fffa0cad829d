/** The reader's language: `?lang=`, else `Accept-Language` by its weights. Owns reading the request alone. */
import type { MiddlewareHandler } from 'hono'
import { type Locale, chooseLocale, isLocale } from '../../shared/i18n/locale.ts'
import type { Env } from './context.ts'

/** Language tags of an `Accept-Language` header, the most wanted first; refused ones (`q=0`) left out. */
export const acceptedTags = (header: string): string[] =>
  header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)

/** The language for a request with this query value and header. */
export const requestLocale = (lang: string | undefined, acceptLanguage: string | undefined): Locale =>
  isLocale(lang) ? lang : chooseLocale(acceptedTags(acceptLanguage ?? ''))

/** The same for a request that no route sees: its address as it came, and its header. */
export const localeOfAddress = (url: string | undefined, acceptLanguage: string | undefined): Locale =>
  requestLocale(new URLSearchParams((url ?? '').split('?')[1]).get('lang') ?? undefined, acceptLanguage)

export const locale: MiddlewareHandler<Env> = async (c, next) => {
  c.set('locale', requestLocale(c.req.query('lang'), c.req.header('accept-language')))
  await next()
}
