import { ChanceryError } from '../../src-shared/errors.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A place that artefacts are published to. */
export interface PublishTargetRow {
  readonly id: number
  readonly name: string
  readonly state: 'enabled' | 'disabled'
  readonly destination: unknown
  /** Password, token or key, sealed in the vault. */
  readonly sealed: Uint8Array | null
  readonly settings: unknown
  readonly onChange: boolean
  readonly withOcsp: boolean
  /** Raised by every change that it is to be told of. */
  readonly changes: number
  readonly nextRunAt: number
  /** Runs in a row that failed. */
  readonly failures: number
  readonly lastRunAt: number | null
  readonly lastSuccessAt: number | null
  readonly lastError: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly version: number
}

const target = columns<PublishTargetRow>('publish_target', {
  id: 'plain',
  name: 'plain',
  state: 'plain',
  destination: 'json',
  sealed: 'plain',
  settings: 'json',
  onChange: 'flag',
  withOcsp: 'flag',
  changes: 'plain',
  nextRunAt: 'plain',
  failures: 'plain',
  lastRunAt: 'plain',
  lastSuccessAt: 'plain',
  lastError: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

type NewTarget = Pick<
  PublishTargetRow,
  'name' | 'state' | 'destination' | 'sealed' | 'settings' | 'onChange' | 'withOcsp' | 'nextRunAt' | 'createdAt'
>

/** @throws ChanceryError `name-taken` */
export function insertPublishTarget(writer: Writer, row: NewTarget): number {
  requireFreeName(writer, row.name, null)
  const fresh = { changes: 0, failures: 0, lastRunAt: null, lastSuccessAt: null, lastError: null, version: 1 }
  return run(writer, target.insert, target.inOrder({ ...row, ...fresh, updatedAt: row.createdAt })).id
}

/** @throws ChanceryError `not-found`, `name-taken`; `conflict` where it has another version than the caller saw */
export function updatePublishTarget(
  writer: Writer,
  id: number,
  changes: Partial<Omit<PublishTargetRow, 'id' | 'version' | 'createdAt'>>,
  version?: number
): void {
  if (changes.name !== undefined) requireFreeName(writer, changes.name, id)
  updateRow(writer, target, id, changes, version)
}

function requireFreeName(writer: Writer, name: string, except: number | null): void {
  const other = getPublishTargetByName(writer, name)
  if (other !== undefined && other.id !== except)
    throw new ChanceryError('name-taken', `There is a target named ${name} already.`)
}

/** Forgets a target with its runs and the list of its files; the files themselves stay where they are. */
export function deletePublishTarget(writer: Writer, id: number): void {
  for (const table of ['publish_run', 'publish_file']) run(writer, `DELETE FROM ${table} WHERE target_id = ?`, [id])
  run(writer, 'DELETE FROM publish_target WHERE id = ?', [id])
}

export function getPublishTarget(reader: Reader, id: number): PublishTargetRow | undefined {
  return rowById(reader, target, id)
}

export function getPublishTargetByName(reader: Reader, name: string): PublishTargetRow | undefined {
  return one(target, getRow(reader, `SELECT ${target.list()} FROM publish_target WHERE name = ?`, [name]))
}

/** Begins the name of a target that lives for one run only. */
export const HIDDEN = '.'

export function listPublishTargets(reader: Reader): PublishTargetRow[] {
  return allRows(
    reader,
    `SELECT ${target.list()} FROM publish_target WHERE substr(name, 1, 1) <> '${HIDDEN}' ORDER BY name`
  ).map(target.decode)
}

/** @returns targets of one run, also of one that a crash ended */
export function hiddenTargets(reader: Reader): number[] {
  const rows = allRows(reader, `SELECT id FROM publish_target WHERE substr(name, 1, 1) = '${HIDDEN}'`) as {
    id: number
  }[]
  return rows.map(({ id }) => id)
}

/** One run over a target. */
export interface PublishRunRow {
  readonly id: number
  readonly targetId: number
  /** Why: on schedule, on change, by hand, again after a failure. */
  readonly cause: string
  readonly outcome: 'done' | 'incomplete' | 'failed'
  readonly startedAt: number
  readonly endedAt: number
  readonly written: number
  readonly unchanged: number
  readonly removed: number
  readonly bytes: number
  readonly error: string | null
  /** What was left out, in words. */
  readonly notes: readonly string[]
}

const runs = columns<PublishRunRow>('publish_run', {
  id: 'plain',
  targetId: 'plain',
  cause: 'plain',
  outcome: 'plain',
  startedAt: 'plain',
  endedAt: 'plain',
  written: 'plain',
  unchanged: 'plain',
  removed: 'plain',
  bytes: 'plain',
  error: 'plain',
  notes: 'any-json'
})

/** Runs of one target that stay listed. */
const keptRuns = 100

export function insertPublishRun(writer: Writer, row: Omit<PublishRunRow, 'id'>): number {
  const { id } = run(writer, runs.insert, runs.inOrder(row))
  run(
    writer,
    'DELETE FROM publish_run WHERE target_id = ? AND id <= (SELECT id FROM publish_run WHERE target_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
    [row.targetId, row.targetId, keptRuns]
  )
  return id
}

/** Newest first. */
export function listPublishRuns(reader: Reader, targetId: number, most: number): PublishRunRow[] {
  return allRows(reader, `SELECT ${runs.list()} FROM publish_run WHERE target_id = ? ORDER BY id DESC LIMIT ?`, [
    targetId,
    most
  ]).map(runs.decode)
}

/** What lies at a target. */
export interface PublishFileRow {
  readonly targetId: number
  /** Path of its address below the base, percent-encoding undone. */
  readonly path: string
  readonly kind: string
  readonly authorityId: number | null
  /** Equal as long as the content is. */
  readonly mark: string
  readonly size: number
  readonly nextUpdate: number | null
  readonly writtenAt: number
}

const files = columns<PublishFileRow>('publish_file', {
  targetId: 'plain',
  path: 'plain',
  kind: 'plain',
  authorityId: 'plain',
  mark: 'plain',
  size: 'plain',
  nextUpdate: 'plain',
  writtenAt: 'plain'
})

export function savePublishFile(writer: Writer, row: PublishFileRow): void {
  run(writer, files.insert.replace('INSERT', 'INSERT OR REPLACE'), files.inOrder(row))
}

/** @returns the mark of a file as it was written last; undefined where it never was */
export function publishedMark(reader: Reader, targetId: number, path: string): string | undefined {
  const row = getRow(reader, 'SELECT mark FROM publish_file WHERE target_id = ? AND path = ?', [targetId, path])
  return typeof row === 'object' && row !== null && 'mark' in row && typeof row.mark === 'string' ? row.mark : undefined
}

/** Every file of a target that is not an OCSP answer. */
export function listPublishedFiles(reader: Reader, targetId: number): PublishFileRow[] {
  return allRows(
    reader,
    `SELECT ${files.list()} FROM publish_file WHERE target_id = ? AND kind <> 'ocsp' ORDER BY path`,
    [targetId]
  ).map(files.decode)
}

/**
 * Answers at a target that serve nobody any more: out of date, or of an authority that is not answered for there.
 * @param authorities that are
 */
export function listOldAnswers(
  reader: Reader,
  targetId: number,
  bounds: { readonly now: number; readonly authorities: readonly number[]; readonly limit: number }
): string[] {
  const rows = allRows(
    reader,
    `SELECT path FROM publish_file WHERE target_id = @targetId AND kind = 'ocsp' AND (next_update < @now
    OR authority_id NOT IN (SELECT value FROM json_each(@authorities))) LIMIT @limit`,
    { targetId, now: bounds.now, authorities: JSON.stringify(bounds.authorities), limit: bounds.limit }
  ) as { path: string }[]
  return rows.map(({ path }) => path)
}

export function deletePublishFile(writer: Writer, targetId: number, path: string): void {
  run(writer, 'DELETE FROM publish_file WHERE target_id = ? AND path = ?', [targetId, path])
}

/** Forgets what lies at a target, since it is another place now. */
export function forgetPublishedFiles(writer: Writer, targetId: number): void {
  run(writer, 'DELETE FROM publish_file WHERE target_id = ?', [targetId])
}

/** Forgets CRLs, certificates and answers at a target: the next run writes them. That its documents are ours stays known. */
export function forgetSignedFiles(writer: Writer, targetId: number): void {
  run(writer, `DELETE FROM publish_file WHERE target_id = ? AND kind <> 'document'`, [targetId])
}

/** What lies at a target, by kind and authority. */
export interface PublishedCount {
  readonly kind: string
  readonly authorityId: number | null
  readonly count: number
  readonly bytes: number
  /** When the first of them is out of date; null where none ever is. */
  readonly firstEnd: number | null
  readonly lastEnd: number | null
}

export function countPublishedFiles(reader: Reader, targetId: number): PublishedCount[] {
  return allRows(
    reader,
    `SELECT kind, authority_id AS authorityId, count(*) AS count, sum(size) AS bytes, min(next_update) AS firstEnd,
    max(next_update) AS lastEnd FROM publish_file WHERE target_id = ? GROUP BY kind, authority_id ORDER BY kind, authority_id`,
    [targetId]
  ) as PublishedCount[]
}

/** An answer signed ahead for a certificate that has not expired. */
export interface AheadAnswer {
  readonly certificateId: number
  readonly serial: string
  readonly producedAt: number
  readonly nextUpdate: number
  readonly state: string
  readonly revokedAt: number | null
}

/**
 * Answers of an authority by SHA-1 (RFC 5019 2.1.1), by certificate. The plus sign keeps SQLite from reading and sorting
 * all answers of the authority for every page.
 * @param after certificate of the last row of the page before
 */
export function listAheadAnswers(
  reader: Reader,
  authorityId: number,
  bounds: { readonly after: number; readonly now: number; readonly limit: number }
): AheadAnswer[] {
  return allRows(
    reader,
    `SELECT r.certificate_id AS certificateId, c.serial AS serial, r.produced_at AS producedAt, r.next_update AS nextUpdate,
    c.state AS state, c.revoked_at AS revokedAt FROM ocsp_response r JOIN certificate c ON c.id = r.certificate_id
    WHERE +r.authority_id = @authorityId AND r.hash = 'sha1' AND r.certificate_id > @after AND r.next_update > @now
    AND c.not_after >= @now ORDER BY r.certificate_id LIMIT @limit`,
    { authorityId, ...bounds }
  ) as AheadAnswer[]
}

/**
 * Certificates of an authority that have not expired and no answer by SHA-1, by number.
 * @param after the last of the page before
 */
export function listUnanswered(
  reader: Reader,
  authorityId: number,
  bounds: { readonly after: number; readonly now: number; readonly limit: number }
): number[] {
  const rows = allRows(
    reader,
    `SELECT c.id AS id FROM certificate c WHERE c.authority_id = @authorityId AND c.id > @after AND c.not_after >= @now
    AND NOT EXISTS (SELECT 1 FROM ocsp_response r WHERE r.certificate_id = c.id AND r.hash = 'sha1') ORDER BY c.id LIMIT @limit`,
    { authorityId, ...bounds }
  ) as { id: number }[]
  return rows.map(({ id }) => id)
}

/** @returns how many certificates of an authority have not expired */
export function countUnexpired(reader: Reader, authorityId: number, now: number): number {
  return getNumber(reader, 'SELECT count(*) FROM certificate WHERE authority_id = ? AND not_after >= ?', [
    authorityId,
    now
  ])
}

/** A certificate to ask about: the newest of an authority that has not expired. */
export function newestUnexpired(reader: Reader, authorityId: number, now: number): number | null {
  const row = getRow(
    reader,
    'SELECT id FROM certificate WHERE authority_id = ? AND not_after >= ? ORDER BY id DESC LIMIT 1',
    [authorityId, now]
  )
  return typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'number' ? row.id : null
}

/** A document that is published beside what is signed, such as a certification practice statement. */
export interface PublishDocumentRow {
  /** Below the base address. */
  readonly path: string
  readonly mediaType: string
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly updatedAt: number
}

export function savePublishDocument(writer: Writer, row: PublishDocumentRow): void {
  run(writer, 'DELETE FROM publish_document WHERE path = ?', [row.path])
  run(writer, 'INSERT INTO publish_document (path, media_type, sha256, bytes, updated_at) VALUES (?, ?, ?, ?, ?)', [
    row.path,
    row.mediaType,
    row.sha256,
    row.bytes,
    row.updatedAt
  ])
}

/** @returns false where there was none */
export function deletePublishDocument(writer: Writer, path: string): boolean {
  return run(writer, 'DELETE FROM publish_document WHERE path = ?', [path]).changes === 1
}

export function listPublishDocuments(
  reader: Reader
): (Omit<PublishDocumentRow, 'bytes'> & { readonly size: number })[] {
  return allRows(
    reader,
    'SELECT path, media_type AS mediaType, sha256, length(bytes) AS size, updated_at AS updatedAt FROM publish_document ORDER BY path'
  ) as (Omit<PublishDocumentRow, 'bytes'> & { readonly size: number })[]
}

export function getPublishDocumentBytes(reader: Reader, path: string): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT bytes FROM publish_document WHERE path = ?', [path])
  return typeof row === 'object' && row !== null && 'bytes' in row && row.bytes instanceof Uint8Array
    ? row.bytes
    : undefined
}
