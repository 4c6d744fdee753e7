import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { formatLimits, reportColumns } from '../../../src-shared/model/report.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import type { Reader } from '../../store/connection.ts'
import { writeAll } from '../../world/write-all.ts'
import { csvHead, csvPart } from '../csv/write-csv.ts'
import { countReport, reportRows } from '../definitions/rows.ts'
import type { ReportRow } from '../definitions/source.ts'
import { factsOf, valueText, type ReportMade, type ReportPlan } from './plan.ts'

export interface WriteControl {
  /** Runs reads over one state of the database. */
  readonly snapshot: <Value>(read: (reader: Reader) => Value) => Value
  readonly progress: (done: number, total: number) => void
  /** @throws ChanceryError `cancelled` once nobody wants the report any more */
  readonly check: () => void
}

/**
 * Writes a report to `plan.path`, which must not be there, and flushes it to the disk. A CSV goes part by part: memory
 * does not grow with it.
 * @throws ChanceryError `too-large` for more rows than the format takes, `cancelled`, `io`
 */
export async function writeReport(plan: ReportPlan, control: WriteControl): Promise<ReportMade> {
  const file = openSync(plan.path, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  const write = (bytes: Uint8Array): void => {
    writeAll(file, bytes)
    hash.update(bytes)
    size += bytes.length
  }
  try {
    let rows: number
    if (plan.format === 'csv') rows = control.snapshot((reader) => streamCsv(reader, plan, control, write))
    else {
      const all = control.snapshot((reader) => gather(reader, plan, control))
      rows = all.length
      write(plan.format === 'xlsx' ? await workbookOf(plan, all) : await pdfOf(plan, all))
    }
    control.check()
    fsyncSync(file)
    return { rows, size, sha256: hash.digest('hex') }
  } finally {
    closeSync(file)
  }
}

function streamCsv(
  reader: Reader,
  plan: ReportPlan,
  control: WriteControl,
  write: (bytes: Uint8Array) => void
): number {
  const total = countReport(reader, plan)
  let done = 0
  write(Buffer.from(csvHead(plan)))
  for (const part of reportRows(reader, plan)) {
    control.check()
    write(Buffer.from(csvPart(plan, part)))
    done += part.length
    control.progress(done, total)
  }
  return done
}

function gather(reader: Reader, plan: ReportPlan, control: WriteControl): ReportRow[] {
  const total = countReport(reader, plan)
  const limit = formatLimits[plan.format]
  if (limit !== null && total > limit)
    throw new ChanceryError(
      'too-large',
      `The report has ${total} rows; ${plan.format.toUpperCase()} takes at most ${limit}. Narrow the period, the authority or the profile, or choose CSV.`
    )
  const rows: ReportRow[] = []
  for (const part of reportRows(reader, plan)) {
    control.check()
    rows.push(...part)
    control.progress(rows.length, total)
  }
  return rows
}

// The writers of these two are large, and most reports are CSV.
async function workbookOf(plan: ReportPlan, rows: readonly ReportRow[]): Promise<Uint8Array> {
  const { writeXlsx } = await import('../xlsx/write-xlsx.ts')
  return writeXlsx(plan, rows)
}

/** Parts of the width of a page, by what a column holds. */
const pdfWidths = { text: 4, number: 1.6, time: 2.6, hex: 4, word: 2 } as const

async function pdfOf(plan: ReportPlan, rows: readonly ReportRow[]): Promise<Uint8Array> {
  const { openPdf } = await import('../pdf/layout.ts')
  const { titles, columns, values, facts } = reportWords(plan.parameters.language)
  const title = titles[plan.report]
  const chosen = plan.parameters.columns
  const pdf = await openPdf({
    title,
    foot: `${title}   ${new Date(plan.now).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    language: plan.parameters.language,
    createdAt: plan.now,
    landscape: chosen.length > 4
  })
  pdf.heading(1, title)
  pdf.facts([...factsOf(plan), [facts.rows, String(rows.length)]])
  pdf.table(
    chosen.map((column) => ({
      title: columns[column],
      width: pdfWidths[reportColumns[column]],
      mono: reportColumns[column] === 'hex'
    })),
    rows.map((row) => chosen.map((column, at) => valueText(column, row[at] ?? null, values)))
  )
  return pdf.finish()
}
