/**
 * Texts of a workbook: the shared ones and those inside cells, with bold and italic of their runs. Owns the limits of
 * what they may weigh.
 */
import { SvodError } from '../../../shared/errors.ts'
import type { Attributes, XmlHandler } from '../docx/xml.ts'
import { type Letters, PLAIN } from './look.ts'

/** A piece of text; `letters` null: as its cell looks. */
export interface TextRun {
  text: string
  letters: Letters | null
}

/** Runs and characters of all shared texts together. */
const MAX_RUNS = 600_000
const MAX_CHARS = 30_000_000

/** «_x000D_» stands for a character that XML cannot hold. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

const clean = (text: string): string =>
  unescaped(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\ufffe|\uffff/gu, '')

const isOn = ({ val }: Attributes): boolean => !['0', 'false', 'none'].includes(val ?? 'true')

const LETTERS: Readonly<Record<string, keyof Letters>> = {
  'x:b': 'bold',
  'x:i': 'italic',
  'x:u': 'underline',
  'x:strike': 'strike',
}

/** Reads the runs of one text while its XML streams by (`x:si`, `x:is`, a comment's `x:text`). */
export class RunReader {
  private runs: TextRun[] = []
  private letters: Letters | null = null
  private words: string | null = null
  private phonetic = 0

  open(name: string, attributes: Attributes): void {
    if (name === 'x:rPh') this.phonetic += 1
    else if (name === 'x:r') this.letters = PLAIN
    else if (name === 'x:t' && this.phonetic === 0) this.words = ''
    const key = LETTERS[name]
    if (key && this.letters) this.letters = { ...this.letters, [key]: isOn(attributes) }
  }

  text(text: string): void {
    if (this.words !== null) this.words += text
  }

  close(name: string): void {
    if (name === 'x:rPh') this.phonetic -= 1
    else if (name === 'x:r') this.letters = null
    else if (name === 'x:t' && this.words !== null) {
      const text = clean(this.words)
      if (text !== '') this.runs.push({ text, letters: this.letters })
      this.words = null
    }
  }

  /** The runs so far; the next text begins anew. */
  take(): TextRun[] {
    const { runs } = this
    this.runs = []
    this.letters = null
    return runs
  }
}

export class SharedStrings implements XmlHandler {
  readonly texts: TextRun[][] = []
  private readonly reader = new RunReader()
  private runs = 0
  private chars = 0

  open(name: string, attributes: Attributes): void {
    this.reader.open(name, attributes)
  }

  text(text: string): void {
    this.chars += text.length
    if (this.chars > MAX_CHARS) throw new SvodError('file-inflates', { chars: this.chars })
    this.reader.text(text)
  }

  close(name: string): void {
    this.reader.close(name)
    if (name !== 'x:si') return
    const runs = this.reader.take()
    this.runs += runs.length + 1
    if (this.runs > MAX_RUNS) throw new SvodError('file-inflates', { runs: this.runs })
    this.texts.push(runs)
  }
}

export const plainText = (runs: readonly TextRun[]): string => runs.map(({ text }) => text).join('')
