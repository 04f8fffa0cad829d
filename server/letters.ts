/**
 * Links as letters: the words, in the reader's language, and the way to the mail server. Owns which letter says what;
 * who gets one is the commands' business. Letters that are on their way are waited for when the server stops.
 */
import { letterEn } from '../shared/i18n/en/letter.ts'
import { fillMessage } from '../shared/i18n/format.ts'
import type { Locale } from '../shared/i18n/locale.ts'
import { letterRu } from '../shared/i18n/ru/letter.ts'
import type { LinkMail, Mailer } from './commands/people/deps.ts'
import type { Letter, Mail } from './mail.ts'

type LetterTexts = Readonly<Record<keyof typeof letterEn, string>>

const TEXTS: Record<Locale, LetterTexts> = { ru: letterRu, en: letterEn }

/** When a link ends, in the server's time, which is named. */
const untilText = (expiresAt: string, locale: Locale): string => {
  const tag = locale === 'ru' ? 'ru-RU' : 'en-GB'
  const at = new Date(expiresAt)
  const day = at.toLocaleDateString(tag, { day: 'numeric', month: 'long', year: 'numeric' })
  const time = at.toLocaleTimeString(tag, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  return `${day}, ${time}`
}

export const letterOf = ({ to, kind, link, expiresAt, locale }: LinkMail): Letter => {
  const texts = TEXTS[locale]
  const until = untilText(expiresAt, locale)
  return {
    to,
    subject: texts[`letter.${kind}.subject`],
    text: fillMessage(texts[`letter.${kind}.text`], { link, until }),
  }
}

export interface LetterOffice extends Mailer {
  /** Sends a letter as it is. */
  post(letter: Letter): Promise<void>
  /** Sends what is on its way, and lets the connection go. */
  close(): Promise<void>
}

export const createLetterOffice = (mail: Mail): LetterOffice => {
  const underWay = new Set<Promise<void>>()
  const post = async (letter: Letter): Promise<void> => {
    const sending = mail.send(letter)
    underWay.add(sending)
    try {
      await sending
    } finally {
      underWay.delete(sending)
    }
  }
  return {
    post,
    send: (letter) => post(letterOf(letter)),
    close: async () => {
      await Promise.allSettled(underWay)
      mail.close()
    },
  }
}
