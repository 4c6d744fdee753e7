import { columns, one } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A set of shares of the master key; `salt` and `wrapped` are null once another set took its place. */
export interface ShareSetRow {
  readonly id: number
  readonly setId: string
  readonly version: number
  readonly threshold: number
  readonly total: number
  readonly salt: Uint8Array | null
  readonly wrapped: Uint8Array | null
  readonly createdAt: number
  readonly createdBy: string
  readonly retiredAt: number | null
}

export interface ShareRow {
  readonly shareSetId: number
  readonly number: number
  readonly holder: string
  readonly place: string
  readonly sha256: string
}

const shareSet = columns<ShareSetRow>('share_set', {
  id: 'plain',
  setId: 'plain',
  version: 'plain',
  threshold: 'plain',
  total: 'plain',
  salt: 'plain',
  wrapped: 'plain',
  createdAt: 'plain',
  createdBy: 'plain',
  retiredAt: 'plain'
})
const share = columns<ShareRow>('share', {
  shareSetId: 'plain',
  number: 'plain',
  holder: 'plain',
  place: 'plain',
  sha256: 'plain'
})

/** @returns the set in force */
export function getShareSet(reader: Reader): ShareSetRow | undefined {
  return one(shareSet, getRow(reader, `SELECT ${shareSet.list()} FROM share_set WHERE retired_at IS NULL`))
}

export function listShares(reader: Reader, shareSetId: number): ShareRow[] {
  return allRows(reader, `SELECT ${share.list()} FROM share WHERE share_set_id = ? ORDER BY number`, [shareSetId]).map(
    share.decode
  )
}

/** Puts a new set in force; the one before opens nothing from then on. @returns its version */
export function replaceShareSet(
  writer: Writer,
  row: Omit<ShareSetRow, 'id' | 'version' | 'retiredAt'>,
  shares: readonly Omit<ShareRow, 'shareSetId'>[]
): number {
  run(writer, 'UPDATE share_set SET retired_at = ?, wrapped = NULL, salt = NULL WHERE retired_at IS NULL', [
    row.createdAt
  ])
  const version = getNumber(writer, 'SELECT max(version) FROM share_set') + 1
  const { id } = run(writer, shareSet.insert, shareSet.inOrder({ ...row, version, retiredAt: null }))
  for (const one of shares) run(writer, share.insert, share.inOrder({ ...one, shareSetId: id }))
  return version
}
