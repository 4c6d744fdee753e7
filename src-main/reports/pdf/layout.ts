import { digestColours, digestWords } from '../../../src-shared/model/digest-words.ts'
import { fontsOf, type FontStyle, type SetFont } from './fonts.ts'

/** What stands on every page and in the properties of a report. */
export interface PdfFrame {
  readonly title: string
  /** Small, at the foot of each page. */
  readonly foot: string
  readonly language: 'en' | 'de'
  /** Unix ms; the same input gives the same octets. */
  readonly createdAt: number
  /** A word across each page, such as REHEARSAL. */
  readonly mark?: string
  /** For tables of many columns. */
  readonly landscape?: boolean
}

export interface PdfColumn {
  readonly title: string
  /** Part of the width; the parts are added up. */
  readonly width: number
  /** Monospace. */
  readonly mono?: boolean
}

/** A report on A4, from the top down; a page is turned where the next part does not fit. */
export interface PdfReport {
  heading(level: 1 | 2, text: string): void
  text(text: string): void
  /** Names and values, one a line. */
  facts(rows: readonly (readonly [name: string, value: string])[]): void
  table(columns: readonly PdfColumn[], rows: readonly (readonly string[])[]): void
  /** A digest in hexadecimal in fours, as blocks and in words. */
  digest(label: string, hex: string): void
  /** @throws Error where the text is longer than a QR code takes (2,331 octets at the correction that paper needs) */
  qr(text: string, caption: string): void
  newPage(): void
  finish(): Promise<Uint8Array>
}

const margin = 56
const grey = '#555555'

/** Opens a report. Letters that its fonts do not have are written as U+ and their number, so that nothing is lost. */
export async function openPdf(frame: PdfFrame): Promise<PdfReport> {
  // They take 30 MiB, which an engine that writes no report does without.
  const [{ default: PDFDocument }, { create }] = await Promise.all([import('pdfkit'), import('qrcode')])
  const created = new Date(frame.createdAt)
  const document = new PDFDocument({
    size: 'A4',
    layout: frame.landscape === true ? 'landscape' : 'portrait',
    margin,
    bufferPages: true,
    lang: frame.language,
    displayTitle: true,
    info: { Title: frame.title, Producer: 'Chancery', CreationDate: created, ModDate: created }
  })
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const width = document.page.width - 2 * margin
  const bottom = document.page.height - margin - 20
  const room = (height: number): void => {
    if (document.y + height > bottom) document.addPage()
  }
  const setFont = fontsOf(document)
  const write = (text: string, style: FontStyle, size: number): void => {
    const shown = setFont(style, text)
    document.fontSize(size).text(shown, margin, document.y, { width })
  }

  return {
    heading: (level, text) => {
      room(level === 1 ? 90 : 60)
      document.moveDown(level === 1 ? 0.8 : 0.6).fillColor('black')
      write(text, 'bold', level === 1 ? 15 : 11)
      document.moveDown(0.3)
    },
    text: (text) => {
      document.fillColor('black')
      write(text, 'plain', 9.5)
      document.moveDown(0.4)
    },
    facts: (rows) => {
      for (const [name, value] of rows) {
        const height = document.fontSize(9).heightOfString(setFont('plain', value), { width: width - 150 })
        room(Math.min(height, bottom - margin))
        const top = document.y
        document.fillColor(grey).text(setFont('plain', name), margin, top, { width: 145 })
        const after = document.y
        document.fillColor('black').text(setFont('plain', value), margin + 150, top, { width: width - 150 })
        document.y = Math.max(after, document.y) + 3
      }
      document.x = margin
    },
    table: (columns, rows) => drawTable(document, setFont, { width, bottom, columns, rows }),
    digest: (label, hex) => {
      room(118)
      document.fillColor(grey)
      write(label, 'plain', 9)
      document.fillColor('black')
      write((hex.match(/.{1,4}/g) ?? []).join(' '), 'mono', 9)
      document.y += 3
      drawBlocks(document, setFont, hex)
      const words = digestWords(hex)
      for (let at = 0; at < words.length; at += 8) write(words.slice(at, at + 8).join('  '), 'plain', 9)
      document.moveDown(0.5)
    },
    qr: (text, caption) => {
      const { modules } = create(text, { errorCorrectionLevel: 'M' })
      const side = Math.min(width, Math.max(120, modules.size * 3))
      room(side + 30)
      const [left, top, step] = [margin, document.y + 4, side / (modules.size + 8)]
      document.fillColor('black')
      for (let row = 0; row < modules.size; row++)
        for (let column = 0; column < modules.size; column++)
          if (modules.get(row, column)) document.rect(left + (column + 4) * step, top + (row + 4) * step, step, step)
      document.fill()
      document.y = top + side + 2
      document.fillColor(grey)
      write(caption, 'plain', 8)
      document.moveDown(0.6)
    },
    newPage: () => {
      document.addPage()
    },
    finish: async () => {
      finishPages(document, setFont, frame)
      document.end()
      await ended
      return new Uint8Array(Buffer.concat(chunks))
    }
  }
}

function drawTable(
  document: PDFKit.PDFDocument,
  setFont: SetFont,
  what: {
    readonly width: number
    readonly bottom: number
    readonly columns: readonly PdfColumn[]
    readonly rows: readonly (readonly string[])[]
  }
): void {
  const { width, bottom, columns, rows } = what
  const sum = columns.reduce((parts, column) => parts + column.width, 0)
  const widths = columns.map((column) => (width * column.width) / sum)
  const row = (cells: readonly string[], head: boolean): void => {
    const styleOf = (at: number): FontStyle => (head ? 'bold' : columns[at]?.mono === true ? 'mono' : 'plain')
    document.fontSize(8)
    const heights = cells.map((cell, at) =>
      document.heightOfString(setFont(styleOf(at), cell), { width: (widths[at] ?? 0) - 6 })
    )
    const height = Math.min(Math.max(...heights), bottom - margin - 30)
    if (document.y + height > bottom) {
      document.addPage()
      if (!head)
        row(
          columns.map(({ title }) => title),
          true
        )
    }
    const top = document.y
    let left = margin
    for (const [at, cell] of cells.entries()) {
      const shown = setFont(styleOf(at), cell)
      document
        .fontSize(8)
        .fillColor('black')
        .text(shown, left, top, { width: (widths[at] ?? 0) - 6, height, ellipsis: true })
      left += widths[at] ?? 0
    }
    document.y = top + height + 3
    document
      .lineWidth(head ? 0.8 : 0.3)
      .strokeColor(head ? 'black' : '#bbbbbb')
      .moveTo(margin, document.y - 2)
      .lineTo(margin + width, document.y - 2)
      .stroke()
    document.x = margin
  }
  row(
    columns.map(({ title }) => title),
    true
  )
  for (const cells of rows) row(cells, false)
  document.moveDown(0.5)
}

/** 32 blocks in a row. */
function drawBlocks(document: PDFKit.PDFDocument, setFont: SetFont, hex: string): void {
  const side = 13
  const top = document.y
  const blocks = digestColours(hex)
  for (const [at, { letter, colour, ink, framed }] of blocks.entries()) {
    const [left, y] = [margin + (at % 32) * (side + 1.5), top + Math.floor(at / 32) * (side + 2)]
    document.rect(left, y, side, side).fill(colour)
    if (framed)
      document
        .rect(left + 1.6, y + 1.6, side - 3.2, side - 3.2)
        .lineWidth(1)
        .stroke(ink)
    const shown = setFont('bold', letter)
    document
      .fontSize(7)
      .fillColor(ink)
      .text(shown, left, y + 3.6, { width: side, align: 'center', lineBreak: false })
  }
  document.x = margin
  document.y = top + Math.ceil(blocks.length / 32) * (side + 2) + 3
  document.fillColor('black')
}

/** Foot, number and mark of every page, once it is known how many there are. */
function finishPages(document: PDFKit.PDFDocument, setFont: SetFont, frame: PdfFrame): void {
  const { start, count } = document.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page)
    const { width, height, margins } = document.page
    const kept = margins.bottom
    // Below the margin a text would turn the page.
    margins.bottom = 0
    const line = setFont('plain', `${frame.foot}   ${page + 1} / ${count}`)
    document
      .fontSize(7.5)
      .fillColor(grey)
      .text(line, margin, height - 40, { width: width - 2 * margin, align: 'center', lineBreak: false })
    if (frame.mark !== undefined) {
      document.save().rotate(-52, { origin: [width / 2, height / 2] })
      const mark = setFont('bold', frame.mark)
      document
        .fontSize(100)
        .fillColor('#c00000')
        .fillOpacity(0.16)
        .text(mark, -200, height / 2 - 50, { width: width + 400, align: 'center', lineBreak: false })
      document.restore()
    }
    margins.bottom = kept
  }
}
