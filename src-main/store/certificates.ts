import type { z } from 'zod'
import { ChanceryError } from '../../src-shared/errors.ts'
import type { certificateClass } from '../../src-shared/model/certificate.ts'
import { columns, one, rowById } from './columns.ts'
import { remembered, allRows, getRow, run, type Reader, type Writer } from './connection.ts'

export type CertificateClass = z.infer<typeof certificateClass>

/** The narrow row: what lists, filters and status need. The bytes are in `certificate_der`. */
export interface CertificateRecord {
  readonly id: number
  /** Lower-case hex. */
  readonly serial: string
  /** Issuing authority of ours; null for certificates of outside issuers. */
  readonly authorityId: number | null
  readonly profileId: number | null
  readonly profileRevisionId: number | null
  readonly requestId: number | null
  readonly class: CertificateClass
  readonly subject: string
  readonly issuer: string
  /** Alternative names joined by blanks. */
  readonly names: string
  readonly notBefore: number
  readonly notAfter: number
  /** What was decided about it; whether it has expired is seen from `notAfter`. */
  readonly state: 'active' | 'suspended' | 'revoked'
  readonly revokedAt: number | null
  /** RFC 5280 5.3.1 name; `certificateHold` while suspended. */
  readonly revocationReason: string | null
  readonly invalidityAt: number | null
  readonly supersededBy: number | null
  readonly archived: boolean
  readonly keyCompromised: boolean
  readonly keyAlgorithm: string
  readonly signatureAlgorithm: string
  readonly spkiSha256: string
  /** Subject key identifier, hex. */
  readonly ski: string | null
  /** SHA-256 of the DER certificate, lower-case hex. */
  readonly fingerprint: string
  readonly requesterText: string
  readonly previousCertificateId: number | null
  readonly note: string
  readonly createdAt: number
}

/** Columns of a certificate, for the files of this folder. */
export const certificateColumns = columns<CertificateRecord>('certificate', {
  id: 'plain',
  serial: 'plain',
  authorityId: 'plain',
  profileId: 'plain',
  profileRevisionId: 'plain',
  requestId: 'plain',
  class: 'plain',
  subject: 'plain',
  issuer: 'plain',
  names: 'plain',
  notBefore: 'plain',
  notAfter: 'plain',
  state: 'plain',
  revokedAt: 'plain',
  revocationReason: 'plain',
  invalidityAt: 'plain',
  supersededBy: 'plain',
  archived: 'flag',
  keyCompromised: 'flag',
  keyAlgorithm: 'plain',
  signatureAlgorithm: 'plain',
  spkiSha256: 'plain',
  ski: 'plain',
  fingerprint: 'plain',
  requesterText: 'plain',
  previousCertificateId: 'plain',
  note: 'plain',
  createdAt: 'plain'
})

/** What is given for a new certificate; it begins active, with no flag. */
export type NewCertificate = Omit<
  CertificateRecord,
  'id' | 'state' | 'revokedAt' | 'revocationReason' | 'invalidityAt' | 'supersededBy' | 'archived' | 'keyCompromised'
> & {
  readonly der: Uint8Array
}

const fresh = {
  state: 'active',
  revokedAt: null,
  revocationReason: null,
  invalidityAt: null,
  supersededBy: null,
  archived: false,
  keyCompromised: false
} as const
const insertDer = 'INSERT INTO certificate_der (certificate_id, der) VALUES (?, ?)'

/** @throws (rejecting the transaction) `conflict` where the fingerprint, or the serial of this authority, is known already */
export function insertCertificate(writer: Writer, certificate: NewCertificate): number {
  const { id } = run(writer, certificateColumns.insert, certificateColumns.inOrder({ ...certificate, ...fresh }))
  run(writer, insertDer, [id, certificate.der])
  return id
}

const select = `SELECT ${certificateColumns.list()} FROM certificate`

export function getCertificate(reader: Reader, id: number): CertificateRecord | undefined {
  return rowById(reader, certificateColumns, id)
}

/** @returns what was decided about the certificate of an authority, which every issuance asks for. */
export function getCertificateState(reader: Reader, id: number): CertificateRecord['state'] | undefined {
  return remembered(
    reader,
    'certificate state',
    id,
    () => one(certificateColumns, getRow(reader, 'SELECT state FROM certificate WHERE id = ?', [id]))?.state
  )
}

export function getCertificateByFingerprint(reader: Reader, fingerprint: string): CertificateRecord | undefined {
  return one(certificateColumns, getRow(reader, `${select} WHERE fingerprint = ?`, [fingerprint]))
}

export function getCertificateBySerial(
  reader: Reader,
  authorityId: number,
  serial: string
): CertificateRecord | undefined {
  return one(
    certificateColumns,
    getRow(reader, `${select} WHERE serial = ? AND authority_id = ?`, [serial, authorityId])
  )
}

/** @returns whether any certificate is for this public key; far cheaper than listing them. */
export function keyWasCertified(reader: Reader, spkiSha256: string): boolean {
  return getRow(reader, 'SELECT 1 FROM certificate WHERE spki_sha256 = ? LIMIT 1', [spkiSha256]) !== undefined
}

/** Certificates for this public key, the newest first. */
export function listCertificatesByKey(reader: Reader, spkiSha256: string, most = 100): CertificateRecord[] {
  return allRows(reader, `${select} WHERE spki_sha256 = +? ORDER BY id DESC LIMIT +?`, [spkiSha256, most]).map(
    certificateColumns.decode
  )
}

/** @returns the newest certificate with which this public key was reported compromised; all of them are looked at. */
export function compromisedByKey(reader: Reader, spkiSha256: string): CertificateRecord | undefined {
  return one(
    certificateColumns,
    getRow(
      reader,
      `${select} WHERE spki_sha256 = +? AND (key_compromised = 1 OR revocation_reason = 'keyCompromise') ORDER BY id DESC LIMIT 1`,
      [spkiSha256]
    )
  )
}

/** @returns the newest certificate that was issued here for this public key and another subject, among the newest hundred. */
export function otherSubjectByKey(reader: Reader, spkiSha256: string, subject: string): CertificateRecord | undefined {
  return one(
    certificateColumns,
    getRow(
      reader,
      `SELECT * FROM (${select} WHERE spki_sha256 = +? ORDER BY id DESC LIMIT 100) WHERE class <> 'imported' AND subject <> +? LIMIT 1`,
      [spkiSha256, subject]
    )
  )
}

/** Certificates that renewed, rekeyed or reissued this one. */
export function listSuccessors(reader: Reader, certificateId: number): CertificateRecord[] {
  return allRows(reader, `${select} WHERE previous_certificate_id = +? ORDER BY id`, [certificateId]).map(
    certificateColumns.decode
  )
}

/** The newest end-entity certificates with this subject; the most that are looked at for a comparison is 50. */
export function listNamesakes(reader: Reader, subject: string): CertificateRecord[] {
  return allRows(
    reader,
    `SELECT ${certificateColumns.list()} FROM certificate WHERE subject = +? COLLATE NOCASE AND class = 'end-entity' ORDER BY id DESC LIMIT 50`,
    [subject]
  ).map(certificateColumns.decode)
}

export function getCertificateDer(reader: Reader, id: number): Uint8Array | undefined {
  const row = getRow(reader, 'SELECT der FROM certificate_der WHERE certificate_id = ?', [id])
  return typeof row === 'object' && row !== null && 'der' in row && row.der instanceof Uint8Array ? row.der : undefined
}

/** The flags and words that may change after issuance. @throws `not-found` */
export function annotateCertificate(
  writer: Writer,
  id: number,
  changes: Partial<Pick<CertificateRecord, 'supersededBy' | 'archived' | 'keyCompromised' | 'note'>>
): void {
  const sets: string[] = []
  if (changes.supersededBy !== undefined) sets.push('superseded_by = @supersededBy')
  if (changes.archived !== undefined) sets.push('archived = @archived')
  if (changes.keyCompromised !== undefined) sets.push('key_compromised = @keyCompromised')
  if (changes.note !== undefined) sets.push('note = @note')
  if (sets.length === 0) return
  const { changes: changed } = run(
    writer,
    `UPDATE certificate SET ${sets.join(', ')} WHERE id = @id`,
    certificateColumns.encode({ ...changes, id })
  )
  if (changed === 0) throw new ChanceryError('not-found', `There is no certificate with number ${id}.`)
}

export interface LintRow {
  readonly certificateId: number
  readonly findings: unknown
  readonly lintedAt: number
  readonly rulesVersion: string
}

const lint = columns<LintRow>('certificate_lint', {
  certificateId: 'plain',
  findings: 'json',
  lintedAt: 'plain',
  rulesVersion: 'plain'
})

const replaceLint = lint.insert.replace('INSERT', 'INSERT OR REPLACE')

/** Keeps the result of a lint; a later one takes its place. */
export function saveLint(writer: Writer, row: LintRow): void {
  run(writer, replaceLint, lint.inOrder(row))
}

export function getLint(reader: Reader, certificateId: number): LintRow | undefined {
  return one(
    lint,
    getRow(reader, `SELECT ${lint.list()} FROM certificate_lint WHERE certificate_id = ?`, [certificateId])
  )
}
