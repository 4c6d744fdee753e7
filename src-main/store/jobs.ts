import { columns, one, rowById } from './columns.ts'
import { allRows, getRow, run, runReturning, type Reader, type Writer } from './connection.ts'

/** Work that must survive a restart. */
export interface JobRow {
  readonly id: number
  readonly kind: string
  readonly payload: unknown
  readonly runAt: number
  /** Starts so far. */
  readonly attempts: number
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly lastError: string | null
  /** At most one waiting job has a given key; another may be running. */
  readonly uniqueKey: string | null
  readonly createdAt: number
  readonly finishedAt: number | null
}

const job = columns<JobRow>('job', {
  id: 'plain',
  kind: 'plain',
  payload: 'any-json',
  runAt: 'plain',
  attempts: 'plain',
  state: 'plain',
  lastError: 'plain',
  uniqueKey: 'plain',
  createdAt: 'plain',
  finishedAt: 'plain'
})

const otherWaits = `EXISTS (SELECT 1 FROM job other WHERE other.unique_key = job.unique_key AND other.state = 'waiting')`

export interface NewJob {
  readonly kind: string
  readonly payload: unknown
  readonly runAt: number
  readonly now: number
  readonly uniqueKey?: string
}

/**
 * @returns the job's id; that of the job already waiting under the same unique key, which then runs no later than asked.
 * One that is running does not count: it may have looked before what now asks for another run.
 */
export function addJob(writer: Writer, wanted: NewJob): number {
  if (wanted.uniqueKey !== undefined) {
    const there = one(
      job,
      getRow(writer, `SELECT ${job.list()} FROM job WHERE unique_key = ? AND state = 'waiting'`, [wanted.uniqueKey])
    )
    if (there !== undefined) {
      run(writer, 'UPDATE job SET run_at = min(run_at, ?) WHERE id = ?', [wanted.runAt, there.id])
      return there.id
    }
  }
  return run(
    writer,
    job.insert,
    job.inOrder({
      kind: wanted.kind,
      payload: wanted.payload,
      runAt: wanted.runAt,
      attempts: 0,
      state: 'waiting',
      lastError: null,
      uniqueKey: wanted.uniqueKey ?? null,
      createdAt: wanted.now,
      finishedAt: null
    })
  ).id
}

/** Takes the job that is due longest, if any. */
export function claimJob(writer: Writer, now: number): JobRow | undefined {
  return one(
    job,
    runReturning(
      writer,
      `UPDATE job SET state = 'running', attempts = attempts + 1
    WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND run_at <= ? ORDER BY run_at, id LIMIT 1) RETURNING ${job.list()}`,
      [now]
    )
  )
}

export function finishJob(writer: Writer, id: number, at: number): void {
  run(writer, `UPDATE job SET state = 'done', finished_at = ?, last_error = NULL WHERE id = ? AND state = 'running'`, [
    at,
    id
  ])
}

/** Puts the job back for another try; where one with its unique key waits already, that one is the other try. */
export function retryJob(writer: Writer, id: number, error: string, runAt: number): void {
  run(
    writer,
    `UPDATE job SET state = 'done', finished_at = @runAt, last_error = @error WHERE id = @id AND state = 'running' AND ${otherWaits}`,
    { id, error, runAt }
  )
  run(
    writer,
    `UPDATE job SET state = 'waiting', run_at = @runAt, last_error = @error WHERE id = @id AND state = 'running'`,
    { id, error, runAt }
  )
}

/** Gives the job up. */
export function failJob(writer: Writer, id: number, error: string, at: number): void {
  run(writer, `UPDATE job SET state = 'failed', finished_at = ?, last_error = ? WHERE id = ? AND state = 'running'`, [
    at,
    error,
    id
  ])
}

/** At start: what ran when the engine stopped is put back. @returns how many */
export function requeueRunningJobs(writer: Writer, now: number): number {
  const ids = allRows(writer, `SELECT id FROM job WHERE state = 'running' ORDER BY id`) as { id: number }[]
  for (const { id } of ids) retryJob(writer, id, 'the engine stopped while this ran', now)
  return ids.length
}

/** @returns when the next job is due, or null */
export function nextJobAt(reader: Reader): number | null {
  const row = getRow(reader, `SELECT run_at AS at FROM job WHERE state = 'waiting' ORDER BY run_at LIMIT 1`)
  return typeof row === 'object' && row !== null && 'at' in row && typeof row.at === 'number' ? row.at : null
}

export function getJob(reader: Reader, id: number): JobRow | undefined {
  return rowById(reader, job, id)
}

/** Newest first. */
export function listJobs(reader: Reader, state: JobRow['state'], most: number): JobRow[] {
  return allRows(reader, `SELECT ${job.list()} FROM job WHERE state = ? ORDER BY id DESC LIMIT ?`, [state, most]).map(
    job.decode
  )
}

/** Deletes done jobs that ended before. @returns how many */
export function pruneJobs(writer: Writer, before: number): number {
  return run(writer, `DELETE FROM job WHERE state = 'done' AND finished_at < ?`, [before]).changes
}
