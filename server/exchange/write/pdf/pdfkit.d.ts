/** As much of pdfkit as is used here: the package has no types of its own. Owns the declarations alone. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream'

  interface StructureElement {
    /** The element's dictionary in the file; attributes that have no option are set here. */
    readonly dictionary: { data: Record<string, unknown> }
    add(child: StructureElement | (() => void)): StructureElement
    end(): void
  }

  interface Outline {
    addItem(title: string): Outline
  }

  class PDFDocument extends Readable {
    constructor(options: Record<string, unknown>)
    readonly page: { width: number; height: number }
    readonly outline: Outline
    /** The font that is set; `font` is fontkit's. */
    readonly _font: { font: { hasGlyphForCodePoint(code: number): boolean } }
    addPage(): this
    registerFont(name: string, source: Uint8Array): this
    font(name: string): this
    fontSize(points: number): this
    strokeColor(color: string): this
    lineWidth(points: number): this
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    stroke(): this
    widthOfString(text: string): number
    /** What draws a line of `text`, without wrapping and measuring. */
    _fragment(text: string, x: number, y: number, options: { baseline: 'alphabetic' }): void
    link(
      x: number,
      y: number,
      width: number,
      height: number,
      url: string,
      options: { structParent: StructureElement },
    ): this
    struct(type: string, options?: { scope?: 'Column' | 'Row'; alt?: string }): StructureElement
    addStructure(element: StructureElement): this
    markContent(tag: 'Artifact', options: { type: 'Pagination' | 'Layout' }): this
    endMarkedContent(): this
    end(): void
  }
  export { PDFDocument as default }
}
