/**
 * Writes rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets a quote in front
 * (OWASP, CSV injection): names in certificates come from strangers.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]): string => cells.map(cell).join(',')
  return [header, ...rows].map(line).join('\r\n') + '\r\n'
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
