import { hash } from 'node:crypto'

/** A row of the audit log without its own hash. */
export interface AuditFacts {
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly operatorId: number | null
  readonly channel: string
  readonly operation: string
  readonly objectKind: string
  readonly objectId: string
  readonly outcome: string
  /** JSON in its canonical text, exactly as stored. */
  readonly detail: string
  readonly prevHash: string
}

/** `prevHash` of the first row. */
export const genesisHash = '0'.repeat(64)

const domain = Buffer.from('chancery audit row 1\n', 'ascii')

/**
 * Hash of an audit row: SHA-256, lower-case hex, over
 *
 *     "chancery audit row 1" LF
 *     seq, at, actor, operator_id, channel, operation, object_kind, object_id, outcome, detail, prev_hash
 *
 * each field as one tag octet (0 null, 1 integer, 2 text), four octets of length, big-endian, and that many octets:
 * integers in decimal ASCII, text in UTF-8; null has length 0. Lengths leave no two different rows with equal bytes.
 * `prev_hash` is the hash of the row before, 64 zeros for the first, so that each hash stands for all rows up to it.
 */
export function auditHash(row: AuditFacts): string {
  const fields = [
    row.seq,
    row.at,
    row.actor,
    row.operatorId,
    row.channel,
    row.operation,
    row.objectKind,
    row.objectId,
    row.outcome,
    row.detail,
    row.prevHash
  ]
  const texts = fields.map((field) => (field === null ? '' : String(field)))
  const lengths = texts.map((text) => Buffer.byteLength(text, 'utf8'))
  // One piece of memory: two rows of this are hashed for every certificate.
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 5 + length, domain.length))
  let at = domain.copy(bytes)
  texts.forEach((text, index) => {
    const field = fields[index] ?? null
    at = bytes.writeUInt8(field === null ? 0 : typeof field === 'number' ? 1 : 2, at)
    at = bytes.writeUInt32BE(lengths[index] ?? 0, at)
    at += bytes.write(text, at, 'utf8')
  })
  return hash('sha256', bytes, 'hex')
}
