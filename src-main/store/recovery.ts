import { columns, one } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A backup that was made, or was to be made. */
export interface BackupRunRow {
  readonly id: number
  readonly at: number
  /** The folder, or '' for the one in the data folder. */
  readonly place: string
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly tookMs: number
  readonly cause: 'hand' | 'schedule'
  readonly outcome: 'ok' | 'failed'
  readonly message: string
}

export interface DrillRow {
  readonly id: number
  readonly at: number
  readonly kind: 'backup' | 'shares'
  readonly outcome: 'passed' | 'failed'
  readonly tookMs: number
  readonly actor: string
  /** Who was there. */
  readonly present: readonly string[]
  /** The caller parses it. */
  readonly report: unknown
}

export interface KitRow {
  readonly version: number
  readonly at: number
  readonly sha256: string
  readonly content: unknown
}

const backupRun = columns<BackupRunRow>('backup_run', {
  id: 'plain',
  at: 'plain',
  place: 'plain',
  file: 'plain',
  bytes: 'plain',
  sha256: 'plain',
  tookMs: 'plain',
  cause: 'plain',
  outcome: 'plain',
  message: 'plain'
})
const drill = columns<DrillRow>('recovery_drill', {
  id: 'plain',
  at: 'plain',
  kind: 'plain',
  outcome: 'plain',
  tookMs: 'plain',
  actor: 'plain',
  present: 'json',
  report: 'json'
})
const kit = columns<KitRow>('recovery_kit', { version: 'plain', at: 'plain', sha256: 'plain', content: 'json' })

/** Runs that stay listed. */
const keptRuns = 1000

export function addBackupRun(writer: Writer, row: Omit<BackupRunRow, 'id'>): number {
  const { id } = run(writer, backupRun.insert, backupRun.inOrder(row))
  run(writer, 'DELETE FROM backup_run WHERE id <= ?', [id - keptRuns])
  return id
}

export function lastBackupRun(
  reader: Reader,
  outcome: BackupRunRow['outcome'] | null = null
): BackupRunRow | undefined {
  return outcome === null
    ? one(backupRun, getRow(reader, `SELECT ${backupRun.list()} FROM backup_run ORDER BY id DESC LIMIT 1`))
    : one(
        backupRun,
        getRow(reader, `SELECT ${backupRun.list()} FROM backup_run WHERE outcome = ? ORDER BY id DESC LIMIT 1`, [
          outcome
        ])
      )
}

/** @returns whether a backup was ever made in a place; '' for the folder within the data folder */
export function hasBackupIn(reader: Reader, place: string): boolean {
  return getRow(reader, "SELECT 1 FROM backup_run WHERE place = ? AND outcome = 'ok' LIMIT 1", [place]) !== undefined
}

export function addDrill(writer: Writer, row: Omit<DrillRow, 'id'>): number {
  return run(writer, drill.insert, drill.inOrder(row)).id
}

/** Newest first. */
export function listDrills(reader: Reader, limit = 100): DrillRow[] {
  return allRows(reader, `SELECT ${drill.list()} FROM recovery_drill ORDER BY id DESC LIMIT ?`, [limit]).map(
    drill.decode
  )
}

export function getDrill(reader: Reader, id: number): DrillRow | undefined {
  return one(drill, getRow(reader, drill.selectById, [id]))
}

/** @returns when a drill of a kind last passed, or null */
export function lastDrillAt(reader: Reader, kind: DrillRow['kind']): number | null {
  return getNumber(reader, `SELECT max(at) FROM recovery_drill WHERE kind = ? AND outcome = 'passed'`, [kind]) || null
}

export function lastKit(reader: Reader): KitRow | undefined {
  return one(kit, getRow(reader, `SELECT ${kit.list()} FROM recovery_kit ORDER BY version DESC LIMIT 1`))
}

export function addKit(writer: Writer, row: KitRow): void {
  run(
    writer,
    'INSERT INTO recovery_kit (version, at, sha256, content) VALUES (@version, @at, @sha256, @content)',
    kit.encode(row)
  )
}
