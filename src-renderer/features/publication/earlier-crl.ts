import type { CrlRow } from '../../../src-shared/api/crls.ts'

type Known = Pick<CrlRow, 'id' | 'kind' | 'scope' | 'thisUpdate' | 'state'>

/** @returns the CRL of the same kind and part that was out before this one; undefined where there is none in the list */
export function earlierOf<R extends Known>(rows: readonly R[], later: R | undefined): R | undefined {
  if (later === undefined) return undefined
  return rows
    .filter(
      ({ id, kind, scope, state }) =>
        id < later.id && kind === later.kind && scope === later.scope && state !== 'withdrawn'
    )
    .toSorted((a, b) => b.id - a.id)[0]
}
