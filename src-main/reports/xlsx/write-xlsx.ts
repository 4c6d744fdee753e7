import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { reportColumns, type ReportColumn } from '../../../src-shared/model/report.ts'
import type { ReportRow, ReportValue } from '../definitions/source.ts'
import { factsOf, valueText, type ReportPlan } from '../runs/plan.ts'

/** Widths of columns, in letters. */
const widths = { text: 34, number: 12, time: 20, hex: 42, word: 18 } as const
/** Longest text of a cell (ECMA-376, limits of SpreadsheetML). */
const longestText = 32_767

type Cell = NonNullable<SheetData[number][number]>

/**
 * @returns a workbook: the rows on the first sheet under a head that stays in view, what the report says of itself on the
 * second. Text is written as text, never as a formula; moments are dates in UTC.
 */
export async function writeXlsx(plan: ReportPlan, rows: readonly ReportRow[]): Promise<Uint8Array> {
  const words = reportWords(plan.parameters.language)
  const { columns } = plan.parameters
  const head = columns.map((column): Cell => ({ value: words.columns[column], type: String, fontWeight: 'bold' }))
  const body = rows.map((row) => columns.map((column, at) => cellOf(column, row[at] ?? null, words.values)))
  const facts = [
    [textCell(words.titles[plan.report])],
    ...[...factsOf(plan), [words.facts.rows, String(rows.length)] as const].map(([name, value]) => [
      textCell(name),
      textCell(value)
    ])
  ]
  const buffer = await writeWorkbook([
    {
      data: [head, ...body],
      sheet: sheetName(words.titles[plan.report]),
      columns: columns.map((column) => ({ width: widths[reportColumns[column]] })),
      stickyRowsCount: 1
    },
    { data: facts, sheet: words.facts.installation, columns: [{ width: 34 }, { width: 60 }] }
  ]).toBuffer()
  return new Uint8Array(buffer)
}

const textCell = (value: string): Cell => ({ value: value.slice(0, longestText), type: String })

function cellOf(column: ReportColumn, value: ReportValue, words: Readonly<Record<string, string>>): Cell | null {
  if (value === null || value === '') return null
  const type = reportColumns[column]
  if (typeof value === 'number' && type === 'time')
    return { value: new Date(value), type: Date, format: 'yyyy-mm-dd hh:mm:ss' }
  if (typeof value === 'number' && type === 'number') return { value, type: Number }
  return textCell(valueText(column, value, words))
}

/** A sheet's name has at most 31 letters and none of these. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}
