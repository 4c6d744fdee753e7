import type { Reason } from '../../../src-shared/errors.ts'
import type { MergeRow } from '../../../src-shared/model/request.ts'

/** Gathers, field by field, what becomes of a request; nothing leaves or enters a certificate without a row here (N-21). */
export interface Merge {
  readonly rows: MergeRow[]
  readonly reasons: Reason[]
}

/** @returns a merge with nothing in it. */
export function newMerge(): Merge {
  return { rows: [], reasons: [] }
}

/** Adds a reason against the request. */
export function refuse(merge: Merge, where: string, rule: string, message: string): void {
  merge.reasons.push({ where, rule, message })
}

/** @returns values as one text for a table cell, or null where there are none. */
export function cell(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(', ')
}
