import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chancery, chanceryJson, run, serve, workFolder, type Server } from './chancery.ts'

/** Files of reports are read by programs that are no part of the project: openpyxl, pdftotext and qpdf. */
const folder = workFolder()
const data = join(folder.path, 'data')
const reports = join(data, 'reports')
const own = ['--data', data, '--passphrase-file', folder.passphraseFile]
/** CRLs put into the database, so that a report takes long enough to be killed. */
const many = 300_000
let server: Server | undefined

interface Made {
  readonly run: { readonly id: number; readonly rows: number; readonly size: number; readonly sha256: string }
}

beforeAll(async () => {
  await chanceryJson('init', '--operator', 'alice', ...own)
  await chanceryJson('authority', 'create', '--name', 'root', '--subject', 'CN=Root,O=Zürich', '--key', 'P-256', ...own)
  await chanceryJson('crl', 'issue', '--authority', 'root', ...own)
})
afterAll(async () => {
  await server?.stop()
  folder.remove()
})

async function make(report: string, format: string, ...more: string[]): Promise<Made & { readonly file: string }> {
  const made = await chanceryJson<Made>('report', 'run', '--report', report, '--format', format, ...more, ...own)
  const file = join(folder.path, `${report}-${made.run.id}.${format}`)
  const ran = await chancery('report', 'download', '--id', String(made.run.id), '--out', file, ...own)
  expect(ran.code, ran.err).toBe(0)
  expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(made.run.sha256)
  return { ...made, file }
}

test('openpyxl reads a workbook: rows, dates as dates, text as text, and what the report says of itself', async () => {
  const { file, run: made } = await make('all-certificates', 'xlsx', '--language', 'de')
  const script = [
    'import openpyxl, json, sys, datetime',
    'book = openpyxl.load_workbook(sys.argv[1])',
    'first, second = book.worksheets',
    'rows = list(first.iter_rows(values_only=True))',
    'types = sorted({cell.data_type for row in first.iter_rows(min_row=2) for cell in row if cell.value is not None})',
    'dates = all(isinstance(row[-1], datetime.datetime) for row in rows[1:])',
    'print(json.dumps({"head": rows[0], "count": len(rows) - 1, "types": types, "dates": dates, "about": [row[0] for row in second.iter_rows(values_only=True)], "frozen": first.freeze_panes}))'
  ].join('\n')
  const read = await run('/usr/bin/python3', ['-W', 'ignore', '-c', script, file])
  expect(read.err).toBe('')
  const book = JSON.parse(read.out) as Record<string, unknown>
  expect(book).toMatchObject({
    head: ['Seriennummer', 'Inhaber', 'Zertifizierungsstelle', 'Profil', 'Zustand', 'Gültig ab', 'Gültig bis'],
    count: made.rows,
    dates: true,
    frozen: 'A2'
  })
  expect(book['types']).not.toContain('f')
  expect(book['about']).toContain('Installation')
})

test('qpdf finds no fault in a PDF, and pdftotext reads its title, parameters and rows', async () => {
  const { file } = await make('crls', 'pdf', '--authority', 'root')
  const checked = await run('qpdf', ['--check', file])
  expect(checked.code, checked.out + checked.err).toBe(0)
  const { out } = await run('pdftotext', ['-layout', file, '-'])
  expect(out).toContain('CRLs')
  expect(out).toMatch(/Authority\s+root/)
  expect(out).toMatch(/root\s+1\s+Complete/)
})

test('an engine killed while it writes a report leaves no half file in the history', async () => {
  const database = new Database(join(data, 'chancery.db'))
  database
    .prepare(
      `INSERT INTO crl (authority_id, number, kind, scope, this_update, next_update, entries, size, sha256, created_at, reason, seen_seq, state, released_at)
      WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      SELECT authority_id, printf('%040x', i), kind, scope, this_update, next_update, entries, size, sha256, created_at, reason, seen_seq, state, released_at
      FROM n, (SELECT * FROM crl ORDER BY id LIMIT 1)`
    )
    .run(many + 999)
  database.close()
  const before = readdirSync(reports).sort()
  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  const writing = chancery('report', 'run', '--report', 'crls', '--data', data)
  const partial = (): string | undefined => readdirSync(reports).find((name) => name.endsWith('.partial'))
  const size = (): number => {
    const name = partial()
    return name === undefined ? 0 : statSync(join(reports, name)).size
  }
  await expect.poll(size, { timeout: 30_000, interval: 5 }).toBeGreaterThan(100_000)
  await server.kill()
  expect((await writing).code).not.toBe(0)
  expect(partial()).toBeDefined()

  server = await serve('--data', data, '--unlock-file', folder.passphraseFile)
  expect(readdirSync(reports).sort()).toEqual(before)
  const history = await chanceryJson<{ rows: readonly { id: number; state: string }[] }>(
    'report',
    'history',
    '--data',
    data
  )
  expect(history.rows.map(({ state }) => state)).toEqual(before.map(() => 'done'))
})

test('a report of very many rows is a CSV whole, and is refused as PDF with the number of its rows', async () => {
  const refused = await chancery('report', 'run', '--report', 'crls', '--format', 'pdf', '--data', data)
  expect(refused.code).not.toBe(0)
  expect(refused.err).toMatch(/30000\d rows; PDF takes at most 5000/)
  const { run: made } = await chanceryJson<Made>('report', 'run', '--report', 'crls', '--data', data)
  expect(made.rows).toBeGreaterThan(many)
  const file = readdirSync(reports).find((name) => statSync(join(reports, name)).size === made.size) ?? ''
  const lines = readFileSync(join(reports, file), 'utf8').trimEnd().split('\r\n')
  expect(lines.filter((line) => !line.startsWith('#'))).toHaveLength(made.rows + 1)
})
