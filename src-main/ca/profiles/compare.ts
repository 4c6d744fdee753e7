import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { canonicalJson } from '../../store/canonical-json.ts'

export interface FieldChange {
  /** Dotted path, e.g. `subject.attributes.0.required`. */
  readonly field: string
  readonly before: string
  readonly after: string
}

/**
 * @returns what differs between two revisions, field by field, in the order of the content. A list is compared entry by
 * entry where each entry has a `type` or `oid` of its own, else as one value.
 */
export function compareContents(before: ProfileContent, after: ProfileContent): FieldChange[] {
  const changes: FieldChange[] = []
  compare('', before, after, changes)
  return changes
}

function compare(field: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (same(before, after)) return
  const left = fieldsOf(before)
  const right = fieldsOf(after)
  if (left === null || right === null) {
    changes.push({ field, before: text(before), after: text(after) })
    return
  }
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    compare(field === '' ? key : `${field}.${key}`, left.get(key), right.get(key), changes)
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return
  const kept = [...left.keys()].filter((key) => right.has(key))
  const order = [...right.keys()].filter((key) => left.has(key))
  if (kept.some((key, index) => key !== order[index])) {
    changes.push({ field: `${field} (order)`, before: kept.join(', '), after: order.join(', ') })
  }
}

/** @returns the parts of a value that are compared on their own, or null for a value that is compared whole. */
function fieldsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const fields = new Map<string, unknown>()
  for (const entry of value) {
    const name = nameOf(entry)
    if (name === null || fields.has(name)) return null
    fields.set(name, entry)
  }
  return fields
}

function nameOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null
  if ('type' in entry && typeof entry.type === 'string') return entry.type
  return 'oid' in entry && typeof entry.oid === 'string' ? entry.oid : null
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null)
}

function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : canonicalJson(value)
}
