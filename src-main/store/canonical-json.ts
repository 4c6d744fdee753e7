import { ChanceryError } from '../../src-shared/errors.ts'

/**
 * JSON text that is the same for the same value: members sorted by name (UTF-16 code units, as RFC 8785 3.2.3), no
 * blanks, members with the value undefined left out. Numbers and strings as JSON.stringify writes them.
 * @throws `internal` for what JSON cannot say (functions, NaN, cycles deeper than 100 levels)
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > 100) throw new ChanceryError('internal', 'A value is nested deeper than 100 levels.')
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new ChanceryError('internal', 'A number that is not finite has no JSON.')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, depth + 1)).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member, depth + 1)}`).join(',')}}`
  }
  throw new ChanceryError('internal', `A ${typeof value} has no JSON.`)
}
