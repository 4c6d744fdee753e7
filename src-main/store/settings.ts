import { getRow, run, type Reader, type Writer } from './connection.ts'

/** @returns the stored value, or undefined; the caller parses it */
export function getSetting(reader: Reader, key: string): unknown {
  const row = getRow(reader, 'SELECT value FROM setting WHERE key = ?', [key])
  return typeof row === 'object' && row !== null && 'value' in row && typeof row.value === 'string'
    ? JSON.parse(row.value)
    : undefined
}

export function setSetting(writer: Writer, key: string, value: unknown): void {
  run(writer, 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
    key,
    JSON.stringify(value ?? null)
  ])
}

export function deleteSetting(writer: Writer, key: string): boolean {
  return run(writer, 'DELETE FROM setting WHERE key = ?', [key]).changes === 1
}
