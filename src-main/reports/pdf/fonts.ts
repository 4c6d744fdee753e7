import { readFileSync } from 'node:fs'
import { programFile } from '../../world/program-file.ts'
import { inStandardFonts, printable, standardFontsPrint } from './printable.ts'

export type FontStyle = 'plain' | 'bold' | 'mono'

/** Three of the fourteen that every PDF reader has (ISO 32000-1 9.6.2.2). */
const standard = { plain: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' } as const
/** Files in resources/fonts, for what those have no letters for: Greek, Cyrillic, most of Latin. */
const embedded = { plain: 'report-plain.ttf', bold: 'report-bold.ttf', mono: 'report-plain.ttf' } as const

/**
 * Sets the font for a text: a standard one where it has every letter, else an embedded one for the whole text. Only the
 * letters that are used go into the document.
 * @returns the text as that font prints it
 */
export type SetFont = (style: FontStyle, text: string) => string

export function fontsOf(document: PDFKit.PDFDocument): SetFont {
  const known = new Map<string, boolean>()
  /** @returns whether the document has this font now */
  const registered = (file: string): boolean => {
    const before = known.get(file)
    if (before !== undefined) return before
    // A build without fonts writes its reports without these letters.
    const path = programFile('fonts', file)
    if (path !== null) document.registerFont(file, readFileSync(path))
    known.set(file, path !== null)
    return path !== null
  }
  return (style, text) => {
    const shown = printable(text)
    if (standardFontsPrint(shown) || !registered(embedded[style])) {
      document.font(standard[style])
      return inStandardFonts(text)
    }
    document.font(embedded[style])
    return shown
  }
}
