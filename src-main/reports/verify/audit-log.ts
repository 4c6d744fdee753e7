import { z } from 'zod'
import { findings, verdictOf, type Finding, type Findings, type GivenFile } from './finding.ts'
import { bytesOf, digest, hexOf, textOf } from './octets.ts'
import { readAnchors } from './trust.ts'
import { checkAnchors, readAnchorFiles } from './anchor.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A line of `audit export`: the row as it is shown, and the fields under the hash that are shown in another form. */
const exportedRow = z.strictObject({
  seq: z.number().int().positive(),
  at: z.number().int(),
  actor: z.string(),
  channel: z.string(),
  operation: z.string(),
  objectKind: z.string().nullable(),
  objectId: z.number().nullable(),
  outcome: z.enum(['ok', 'refused', 'failed']),
  detail: z.record(z.string(), z.unknown()),
  hash,
  prevHash: hash,
  stored: z.strictObject({
    operatorId: z.number().int().nullable(),
    objectKind: z.string(),
    objectId: z.string(),
    detail: z.string()
  })
})
type ExportedRow = z.infer<typeof exportedRow>

/** What a check of an exported audit log says. */
export interface LogVerdict {
  readonly verdict: ReturnType<typeof verdictOf>
  readonly rows: number
  /** Hash of the last row, hex; null where there is none. */
  readonly head: string | null
  readonly findings: readonly Finding[]
}

/** Bytes of a log that is looked at: some ten million rows. */
export const MAX_LOG = 4 * 1024 * 1024 * 1024
const logStart = '0'.repeat(64)

/**
 * Verifies an exported audit log (JSON lines of `chancery audit export`, whole) with its anchors: each row is what was
 * written, in its place, linked to the one before; the log at each anchor is the one that was anchored, and does not end
 * before the last.
 * @param anchors files of `chancery anchor export`, or one as scanned: the text of its QR code, and below it that of the signature
 * @param trusted certificates, PEM or DER, to which the signers of anchors and their time-stamps must lead
 */
export async function verifyAuditLog(
  log: GivenFile,
  anchors: readonly GivenFile[],
  trusted: readonly Uint8Array[] = []
): Promise<LogVerdict> {
  const report = findings()
  const known = await readAnchors(trusted, report)
  const { rows, last } = await checkRows(log, report)
  const read = anchors.flatMap((file) => readAnchorFiles(file, report))
  if (read.length === 0) report.open('no-anchors', '')
  else await checkAnchors(log.name, rows, last, read, known, report)
  return { verdict: verdictOf(report.list), rows: rows.size, head: rows.get(last) ?? null, findings: report.list }
}

async function checkRows(
  { name: file, bytes }: GivenFile,
  report: Findings
): Promise<{ readonly rows: ReadonlyMap<number, string>; readonly last: number }> {
  const rows = new Map<number, string>()
  const text = bytes.length > MAX_LOG ? null : textOf(bytes)
  if (text === null) {
    report.wrong('not-text', file)
    return { rows, last: 0 }
  }
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else report.wrong('line-unfinished', file, {}, lines.length)
  const read = lines.map(readRow)
  const places = new Map(read.map((row, at) => [row?.seq ?? 0, at]))
  let expected = 1
  let previous = logStart
  let faults = 0
  for (const [at, row] of read.entries()) {
    if (row === null) {
      report.wrong('row-unreadable', file, { line: at + 1 }, expected)
      expected++
      faults++
      continue
    }
    const before = report.list.length
    if (at === 0 && row.seq !== 1 && !places.has(1)) {
      report.wrong('row-start', file, {}, row.seq)
      expected = row.seq
    }
    if ((await rowHash(row)) !== row.hash || lineOf(row) !== lines[at]) report.wrong('row-altered', file, {}, row.seq)
    if (rows.has(row.seq)) report.wrong('row-twice', file, {}, row.seq)
    else if (row.seq > expected && (places.get(expected) ?? -1) > at)
      report.wrong('row-moved', file, { place: expected }, row.seq)
    else if (row.seq > expected) report.wrong('row-missing', file, { last: row.seq - 1 }, expected)
    else if (row.seq < expected) report.wrong('row-moved', file, { place: at + 1 }, row.seq)
    else if (row.prevHash !== previous) report.wrong('row-unlinked', file, { before: row.seq - 1 }, row.seq)
    if (!rows.has(row.seq)) rows.set(row.seq, row.hash)
    expected = Math.max(expected, row.seq) + 1
    previous = row.hash
    faults += report.list.length - before
    // A log that is wrong everywhere is told by its first faults.
    if (faults >= 20) break
  }
  if (faults === 0 && rows.size > 0) report.good('log-good', file, { count: rows.size })
  return { rows, last: expected - 1 }
}

function readRow(line: string): ExportedRow | null {
  try {
    const found = exportedRow.safeParse(JSON.parse(line))
    return found.success ? found.data : null
  } catch {
    return null
  }
}

/** What is shown follows from what is stored: a line in which both differ was altered. */
function lineOf(row: ExportedRow): string | null {
  const { seq, at, actor, channel, operation, outcome, hash: own, prevHash, stored } = row
  let value: unknown
  try {
    value = JSON.parse(stored.detail)
  } catch {
    return null
  }
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value)
  return JSON.stringify({
    seq,
    at,
    actor,
    channel,
    operation,
    objectKind: stored.objectKind === '' ? null : stored.objectKind,
    objectId: /^\d{1,15}$/.test(stored.objectId) ? Number(stored.objectId) : null,
    outcome,
    detail: value === null ? {} : plain ? value : { value },
    hash: own,
    prevHash,
    stored: {
      operatorId: stored.operatorId,
      objectKind: stored.objectKind,
      objectId: stored.objectId,
      detail: stored.detail
    }
  })
}

const domain = bytesOf('chancery audit row 1\n')

/** Hash of a row, by the rule in docs/audit.md; a second implementation of src-main/store/audit-hash.ts. */
async function rowHash(row: ExportedRow): Promise<string> {
  const { operatorId, objectKind, objectId, detail } = row.stored
  const fields = [
    ...[row.seq, row.at, row.actor, operatorId, row.channel, row.operation],
    ...[objectKind, objectId, row.outcome, detail, row.prevHash]
  ]
  const parts: Uint8Array[] = [domain]
  for (const field of fields) {
    const content = bytesOf(field === null ? '' : String(field))
    const head = new Uint8Array(5)
    head[0] = field === null ? 0 : typeof field === 'number' ? 1 : 2
    new DataView(head.buffer).setUint32(1, content.length)
    parts.push(head, content)
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return hexOf(await digest('SHA-256', whole))
}
