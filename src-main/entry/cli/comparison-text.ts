import { clean } from './printable.ts'

/** A field, or an ASN.1 element, of two objects that were compared. */
interface Compared {
  readonly kind: string
  readonly before: string | null
  readonly after: string | null
}

/** @returns whether a list holds fields with what they were and what they are, and nothing else */
export function isComparison(list: readonly unknown[]): list is readonly Compared[] {
  return list.length > 0 && list.every((row) => isCompared(row) && headOf(row) !== '')
}

function isCompared(row: unknown): row is Compared {
  if (typeof row !== 'object' || row === null) return false
  const fields = new Map(Object.entries<unknown>({ ...row }))
  return (
    typeof fields.get('kind') === 'string' &&
    ['before', 'after'].every((name) => fields.get(name) === null || typeof fields.get(name) === 'string')
  )
}

/** @returns the words of a field; of an element, which has none, its place and tag */
function headOf(row: Compared): string {
  const fields = new Map(Object.entries<unknown>({ ...row }))
  const text = (name: string): string => (typeof fields.get(name) === 'string' ? String(fields.get(name)) : '')
  return clean(text('label') === '' ? `${text('path')} ${text('tag')}`.trim() : text('label'))
}

/** @returns what differs, the old text over the new one since a column has no room for two, and then what is the same */
export function comparisonLines(list: readonly Compared[]): string[] {
  const same = list.filter(({ kind }) => kind === 'same').map(headOf)
  return [
    ...list
      .filter(({ kind }) => kind !== 'same')
      .flatMap((row) => [`${headOf(row)}: ${clean(row.kind)}`, ...lines('-', row.before), ...lines('+', row.after)]),
    ...(same.length === 0 ? [] : [`The same: ${same.join(', ')}`])
  ]
}

function lines(mark: string, text: string | null): string[] {
  return text === null ? [] : text.split('\n').map((line) => `  ${mark} ${clean(line)}`)
}
