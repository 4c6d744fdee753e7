import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'

export interface AuthorityBranch {
  readonly row: AuthorityRow
  readonly below: readonly AuthorityBranch[]
}

/** Who signed whom: roots first, each with what stands under it, by name. A row whose issuer is not ours stands on top. */
export function authorityTree(rows: readonly AuthorityRow[]): readonly AuthorityBranch[] {
  const known = new Set(rows.map(({ id }) => id))
  const placed = new Set<number>()
  const under = (issuer: number | null): readonly AuthorityBranch[] =>
    rows
      .filter(
        (row) =>
          !placed.has(row.id) &&
          (issuer === null
            ? row.issuerId === null || row.issuerId === row.id || !known.has(row.issuerId)
            : row.issuerId === issuer && row.id !== issuer)
      )
      .toSorted((first, second) => first.name.localeCompare(second.name))
      .map((row) => {
        placed.add(row.id)
        return { row, below: under(row.id) }
      })
  return under(null)
}
