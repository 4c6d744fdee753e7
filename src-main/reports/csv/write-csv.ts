import { stringify } from 'csv-stringify/sync'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { reportColumns } from '../../../src-shared/model/report.ts'
import type { ReportRow } from '../definitions/source.ts'
import { factsOf, valueText, type ReportPlan } from '../runs/plan.ts'

const asCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    // RFC 4180. What a spreadsheet would run as a formula gets a quote in front (OWASP, CSV injection).
    { record_delimiter: '\r\n', escape_formulas: true }
  )

/** @returns the head of the file: what the report says of itself in lines that begin with `#`, then the names of the columns */
export function csvHead(plan: ReportPlan): string {
  const { titles, columns } = reportWords(plan.parameters.language)
  const said = [titles[plan.report], ...factsOf(plan).map(([name, value]) => `${name}: ${value}`)]
  const lines = said.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}\r\n`).join('')
  return lines + asCsv([plan.parameters.columns.map((column) => columns[column])])
}

/** @returns rows as lines; numbers stay numbers */
export function csvPart(plan: ReportPlan, rows: readonly ReportRow[]): string {
  const { values } = reportWords(plan.parameters.language)
  const { columns } = plan.parameters
  return asCsv(
    rows.map((row) =>
      columns.map((column, at) => {
        const value = row[at] ?? null
        return typeof value === 'number' && reportColumns[column] === 'number'
          ? value
          : valueText(column, value, values)
      })
    )
  )
}
