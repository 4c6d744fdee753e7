import { columns } from './columns.ts'
import { allRows, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** What a service did, for the one who runs it; not evidence, and pruned by age. */
export interface ServiceLogRow {
  readonly id: number
  readonly at: number
  readonly service: string
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly detail: unknown
}

const log = columns<ServiceLogRow>('service_log', {
  id: 'plain',
  at: 'plain',
  service: 'plain',
  level: 'plain',
  message: 'plain',
  detail: 'json'
})

export function insertServiceLog(writer: Writer, row: Omit<ServiceLogRow, 'id'>): number {
  return run(writer, log.insert, log.inOrder(row)).id
}

const levels = ['debug', 'info', 'warn', 'error'] as const

/**
 * Newest first.
 * @param filter.level this one and worse. @param filter.text a part of the message, whatever the case
 * @param before id of the last row of the page before, or null
 */
export function listServiceLog(
  reader: Reader,
  filter: { readonly service?: string; readonly level?: ServiceLogRow['level']; readonly text?: string },
  before: number | null,
  limit: number
): ServiceLogRow[] {
  const bound: Record<string, Bindable> = { before: before ?? Number.MAX_SAFE_INTEGER, limit }
  const where: string[] = []
  if (filter.service !== undefined) {
    bound['service'] = filter.service
    where.push('AND service = @service')
  }
  if (filter.level !== undefined) {
    const worse = levels.slice(levels.indexOf(filter.level))
    where.push(`AND level IN (${worse.map((level) => `'${level}'`).join(', ')})`)
  }
  if (filter.text !== undefined) {
    bound['text'] = filter.text.toLowerCase()
    where.push('AND instr(lower(message), @text) > 0')
  }
  return allRows(
    reader,
    `SELECT ${log.list()} FROM service_log WHERE id < @before ${where.join(' ')} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(log.decode)
}

/** Deletes at most `most` rows older than `before`, so that no call holds the writer for long. @returns how many */
export function pruneServiceLog(writer: Writer, before: number, most = 1000): number {
  return run(
    writer,
    'DELETE FROM service_log WHERE id IN (SELECT id FROM service_log WHERE at < ? ORDER BY at LIMIT ?)',
    [before, most]
  ).changes
}
