import type { ChartTableLook } from './chart-picture-look.ts'

/** What is drawn: the table of a chart with its title. */
export interface PictureOf {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly foot: string
}

const width = 960
const edge = 32
const rowHeight = 30
const labelWidth = 300
const numberWidth = 90
/** Drawn twice as fine, for paper. */
const scale = 2

/**
 * Draws a chart as bars with names and numbers: as it is on screen, and with every mark of its table.
 * @returns a PNG. @throws Error where the canvas gives none
 */
export async function chartPicture(of: PictureOf, look: ChartTableLook): Promise<Uint8Array> {
  const several = of.head.length > 2
  const top = edge + 40 + (several ? 28 : 0)
  const height = top + of.rows.length * rowHeight + 24 + edge
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  const paper = canvas.getContext('2d')
  if (paper === null) throw new Error('The picture could not be drawn.')
  paper.scale(scale, scale)
  paper.fillStyle = look.paper
  paper.fillRect(0, 0, width, height)
  const write = (text: string, x: number, y: number, font: string, colour: string, most: number): void => {
    paper.font = `${font} ${look.font}`
    paper.fillStyle = colour
    paper.fillText(shortened(paper, text, most), x, y)
  }
  paper.textBaseline = 'middle'
  write(of.title, edge, edge + 8, '600 20px', look.text, width - 2 * edge)
  if (several) {
    let at = edge
    of.head.slice(1).forEach((name, index) => {
      paper.fillStyle = look.series[index % look.series.length] ?? look.text
      paper.fillRect(at, edge + 38, 12, 12)
      write(name, at + 18, edge + 44, '13px', look.text, 160)
      at += 18 + Math.min(160, paper.measureText(name).width) + 20
    })
  }
  const numbers = of.rows.map((row) => row.slice(1).map(Number))
  const most = Math.max(1, ...numbers.map((row) => row.reduce((sum, n) => sum + n, 0)))
  const room = width - 2 * edge - labelWidth - numberWidth
  of.rows.forEach((row, index) => {
    const y = top + index * rowHeight + rowHeight / 2
    write(String(row[0] ?? ''), edge, y, '14px', look.text, labelWidth - 16)
    let x = edge + labelWidth
    for (const [place, n] of (numbers[index] ?? []).entries()) {
      const long = (room * n) / most
      paper.fillStyle = look.series[place % look.series.length] ?? look.text
      paper.fillRect(x, y - 8, n > 0 ? Math.max(2, long) : 0, 16)
      x += long
    }
    const total = (numbers[index] ?? []).map((n) => n.toLocaleString(look.locale)).join(' · ')
    paper.textAlign = 'right'
    write(total, width - edge, y, '600 14px', look.text, numberWidth + 60)
    paper.textAlign = 'left'
  })
  write(of.foot, edge, height - edge, '12px', look.quiet, width - 2 * edge)
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
  if (blob === null) throw new Error('The picture could not be made.')
  return new Uint8Array(await blob.arrayBuffer())
}

function shortened(paper: CanvasRenderingContext2D, text: string, most: number): string {
  if (paper.measureText(text).width <= most) return text
  let end = text.length
  while (end > 1 && paper.measureText(`${text.slice(0, end)}…`).width > most) end--
  return `${text.slice(0, end)}…`
}
