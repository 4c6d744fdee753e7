import { columns, one, rowById } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'
import { decodeCursor, encodeCursor, type Page } from './cursor.ts'

/** A key that signs evidence: anchors of the audit log, archives of ceremonies. */
export interface EvidenceSignerRow {
  readonly id: number
  readonly name: string
  readonly keyId: number
  /** DER. */
  readonly certificate: Uint8Array
  readonly state: 'active' | 'retired'
  readonly createdAt: number
  readonly createdBy: string
}

const signer = columns<EvidenceSignerRow>('evidence_signer', {
  id: 'plain',
  name: 'plain',
  keyId: 'plain',
  certificate: 'plain',
  state: 'plain',
  createdAt: 'plain',
  createdBy: 'plain'
})

export function insertEvidenceSigner(writer: Writer, row: Omit<EvidenceSignerRow, 'id' | 'state'>): number {
  return run(writer, signer.insert, signer.inOrder({ ...row, state: 'active' })).id
}

export function getEvidenceSigner(reader: Reader, id: number): EvidenceSignerRow | undefined {
  return rowById(reader, signer, id)
}

/** @returns the active one of this name */
export function getEvidenceSignerByName(reader: Reader, name: string): EvidenceSignerRow | undefined {
  return one(
    signer,
    getRow(reader, `SELECT ${signer.list()} FROM evidence_signer WHERE name = ? AND state = 'active'`, [name])
  )
}

/** Retired ones too: what they signed stays. */
export function listEvidenceSigners(reader: Reader): EvidenceSignerRow[] {
  return allRows(reader, `SELECT ${signer.list()} FROM evidence_signer ORDER BY id`).map(signer.decode)
}

/** @returns false where it is unknown or retired already */
export function retireEvidenceSigner(writer: Writer, id: number): boolean {
  return (
    run(writer, `UPDATE evidence_signer SET state = 'retired' WHERE id = ? AND state = 'active'`, [id]).changes === 1
  )
}

/** A checkpoint of the audit log. */
export interface AuditAnchorRow {
  readonly id: number
  /** The row that it stands at, and its hash. */
  readonly seq: number
  readonly hash: string
  readonly at: number
  /** What was signed, to the letter. */
  readonly text: string
  readonly origin: 'hand' | 'schedule' | 'outside'
  /** Subject of the certificate of the signer. */
  readonly signer: string
  /** Detached CMS, DER. */
  readonly signature: Uint8Array
  /** TimeStampResp, DER. */
  readonly stamp: Uint8Array | null
  readonly stampedAt: number | null
  /** Why there is no stamp although one was wanted. */
  readonly stampProblem: string | null
  readonly createdBy: string
}

const anchor = columns<AuditAnchorRow>('audit_anchor', {
  id: 'plain',
  seq: 'plain',
  hash: 'plain',
  at: 'plain',
  text: 'plain',
  origin: 'plain',
  signer: 'plain',
  signature: 'plain',
  stamp: 'plain',
  stampedAt: 'plain',
  stampProblem: 'plain',
  createdBy: 'plain'
})

export function insertAuditAnchor(writer: Writer, row: Omit<AuditAnchorRow, 'id'>): number {
  return run(writer, anchor.insert, anchor.inOrder(row)).id
}

export function getAuditAnchor(reader: Reader, id: number): AuditAnchorRow | undefined {
  return rowById(reader, anchor, id)
}

export function lastAuditAnchor(reader: Reader): AuditAnchorRow | undefined {
  return one(anchor, getRow(reader, `SELECT ${anchor.list()} FROM audit_anchor ORDER BY id DESC LIMIT 1`))
}

/** Every anchor from a moment on, the oldest first. */
export function anchorsSince(reader: Reader, from: number): AuditAnchorRow[] {
  return allRows(reader, `SELECT ${anchor.list()} FROM audit_anchor WHERE at >= ? ORDER BY at, id`, [from]).map(
    anchor.decode
  )
}

const ORDER = 'newest'

/** A page, newest first. @throws ChanceryError `malformed` for a cursor that is none */
export function listAuditAnchors(reader: Reader, cursor: string | null, limit: number): Page<AuditAnchorRow> {
  const before = cursor === null ? Number.MAX_SAFE_INTEGER : decodeCursor(ORDER, cursor).id
  const found = allRows(reader, `SELECT ${anchor.list()} FROM audit_anchor WHERE id < ? ORDER BY id DESC LIMIT ?`, [
    before,
    limit + 1
  ]).map(anchor.decode)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > limit && last !== undefined ? encodeCursor(ORDER, { value: '', id: last.id }) : null
  }
}
