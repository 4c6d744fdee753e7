import { ChanceryError } from '../../src-shared/errors.ts'
import type { AuthorityState } from '../../src-shared/model/authority.ts'
import { columns, one, rowById, updateRow } from './columns.ts'
import { remembered, allRows, getRow, run, type Reader, type Writer } from './connection.ts'

export interface AuthorityRow {
  readonly id: number
  readonly name: string
  readonly kind: 'root' | 'subordinate'
  /** Issuing authority of ours; null for roots and for what an outside authority signs. */
  readonly issuerId: number | null
  readonly externalIssuer: string | null
  readonly state: AuthorityState
  readonly subject: string
  readonly subjectDer: Uint8Array
  readonly keyId: number
  /** Current certificate. */
  readonly certificateId: number | null
  /** CSR for the outside signer while its answer is awaited. */
  readonly csr: Uint8Array | null
  readonly settings: unknown
  readonly origin: unknown
  /** Number of the last CRL as forty hex digits; all zeros before the first. */
  readonly crlNumber: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Raised by every change; a change names the version that it saw. */
  readonly version: number
}

const authority = columns<AuthorityRow>('authority', {
  id: 'plain',
  name: 'plain',
  kind: 'plain',
  issuerId: 'plain',
  externalIssuer: 'plain',
  state: 'plain',
  subject: 'plain',
  subjectDer: 'plain',
  keyId: 'plain',
  certificateId: 'plain',
  csr: 'plain',
  settings: 'json',
  origin: 'json',
  crlNumber: 'plain',
  createdAt: 'plain',
  updatedAt: 'plain',
  version: 'plain'
})

export function getAuthority(reader: Reader, id: number): AuthorityRow | undefined {
  return rowById(reader, authority, id)
}

/** What tells whether an authority is as it was when it was last read; costs a quarter of the whole row. */
export type AuthorityHead = Pick<
  AuthorityRow,
  'id' | 'name' | 'issuerId' | 'state' | 'keyId' | 'certificateId' | 'updatedAt' | 'version'
>

export function getAuthorityHead(reader: Reader, id: number): AuthorityHead | undefined {
  return remembered(reader, 'authority head', id, () =>
    one(
      authority,
      getRow(
        reader,
        'SELECT id, name, issuer_id AS issuerId, state, key_id AS keyId, certificate_id AS certificateId, updated_at AS updatedAt, version FROM authority WHERE id = ?',
        [id]
      )
    )
  )
}

export function getAuthorityByName(reader: Reader, name: string): AuthorityRow | undefined {
  return one(authority, getRow(reader, `SELECT ${authority.list()} FROM authority WHERE name = ?`, [name]))
}

export function getAuthorityByKey(reader: Reader, keyId: number): AuthorityRow | undefined {
  return one(authority, getRow(reader, `SELECT ${authority.list()} FROM authority WHERE key_id = ?`, [keyId]))
}

export function listAuthorities(reader: Reader): readonly AuthorityRow[] {
  return remembered(reader, 'authorities', 0, () =>
    allRows(reader, `SELECT ${authority.list()} FROM authority ORDER BY id`).map(authority.decode)
  )
}

/** An authority that is to be written. */
export type NewAuthorityRow = Omit<AuthorityRow, 'id' | 'version' | 'crlNumber'>

/** @throws `name-taken` */
export function insertAuthority(writer: Writer, row: NewAuthorityRow): number {
  if (getAuthorityByName(writer, row.name) !== undefined)
    throw new ChanceryError('name-taken', `There is an authority named ${row.name} already.`)
  return run(writer, authority.insert, authority.inOrder({ ...row, crlNumber: '0'.repeat(40), version: 1 })).id
}

/**
 * @param version the version that the caller saw
 * @throws `not-found`; `conflict` where it was changed meanwhile; `name-taken`
 */
export function updateAuthority(
  writer: Writer,
  id: number,
  version: number,
  changes: Partial<Omit<AuthorityRow, 'id' | 'version' | 'crlNumber' | 'createdAt'>>
): void {
  if (changes.name !== undefined) {
    const other = getAuthorityByName(writer, changes.name)
    if (other !== undefined && other.id !== id)
      throw new ChanceryError('name-taken', `There is an authority named ${changes.name} already.`)
  }
  updateRow(writer, authority, id, changes, version)
}

/** Removes an authority that never had a certificate. @throws `conflict` where something refers to it */
export function deleteAuthority(writer: Writer, id: number): void {
  const used = getRow(
    writer,
    'SELECT 1 FROM reservation WHERE authority_id = @id UNION ALL SELECT 1 FROM request WHERE authority_id = @id UNION ALL SELECT 1 FROM profile WHERE authority_id = @id LIMIT 1',
    { id }
  )
  if (used !== undefined)
    throw new ChanceryError(
      'conflict',
      'Requests, profiles or a serial number that a crash left open refer to this authority, so it stays.'
    )
  run(writer, 'DELETE FROM authority WHERE id = ?', [id])
}

/**
 * Takes the next CRL numbers (RFC 5280 5.2.3). A transaction that is rolled back gives them back.
 * @returns the first of them. @throws `not-found`; `conflict` where 20 octets do not hold another
 */
export function nextCrlNumber(writer: Writer, authorityId: number, count = 1): string {
  const row = getAuthority(writer, authorityId)
  if (row === undefined) throw new ChanceryError('not-found', `There is no authority with number ${authorityId}.`)
  const last = BigInt(`0x${row.crlNumber}`)
  const number = (value: bigint): string => value.toString(16).padStart(40, '0')
  if (last + BigInt(count) >= 1n << 159n)
    throw new ChanceryError('conflict', `The CRL numbers of ${row.name} are used up (RFC 5280 5.2.3: 20 octets).`)
  run(writer, 'UPDATE authority SET crl_number = ? WHERE id = ?', [number(last + BigInt(count)), authorityId])
  return number(last + 1n)
}

/**
 * Raises the last used CRL number, for an authority that has signed CRLs elsewhere. Lower values change nothing.
 * @param atLeast forty hex digits
 */
export function raiseCrlNumber(writer: Writer, authorityId: number, atLeast: string): void {
  run(writer, 'UPDATE authority SET crl_number = max(crl_number, ?) WHERE id = ?', [atLeast, authorityId])
}

/** Remembers a certificate of an authority beside the current one: first, renewed, cross. */
export function addAuthorityCertificate(
  writer: Writer,
  row: { readonly authorityId: number; readonly certificateId: number; readonly since: number }
): void {
  run(
    writer,
    'INSERT INTO authority_certificate (authority_id, certificate_id, since) VALUES (@authorityId, @certificateId, @since) ON CONFLICT DO NOTHING',
    row
  )
}

/** @returns ids of all certificates of the authority, the newest first */
export function listAuthorityCertificates(
  reader: Reader,
  authorityId: number
): { readonly certificateId: number; readonly since: number }[] {
  return allRows(
    reader,
    'SELECT certificate_id AS certificateId, since FROM authority_certificate WHERE authority_id = ? ORDER BY since DESC, certificate_id DESC',
    [authorityId]
  ) as { certificateId: number; since: number }[]
}

/** A certificate of an issuer outside Chancery. */
export interface ChainCertificateRow {
  readonly id: number
  readonly fingerprint: string
  readonly subject: string
  readonly subjectDer: Uint8Array
  readonly issuer: string
  readonly der: Uint8Array
  readonly notAfter: number
  readonly createdAt: number
}

const chain = columns<ChainCertificateRow>('chain_certificate', {
  id: 'plain',
  fingerprint: 'plain',
  subject: 'plain',
  subjectDer: 'plain',
  issuer: 'plain',
  der: 'plain',
  notAfter: 'plain',
  createdAt: 'plain'
})

/** Keeps an outside issuer's certificate once. @returns its id, old or new */
export function keepChainCertificate(writer: Writer, row: Omit<ChainCertificateRow, 'id'>): number {
  const known = one(
    chain,
    getRow(writer, `SELECT ${chain.list()} FROM chain_certificate WHERE fingerprint = ?`, [row.fingerprint])
  )
  return known?.id ?? run(writer, chain.insert, chain.inOrder(row)).id
}

/** Candidates for an issuer, by the exact bytes of their subject name. */
export function findChainCertificates(reader: Reader, subjectDer: Uint8Array): ChainCertificateRow[] {
  return allRows(
    reader,
    `SELECT ${chain.list()} FROM chain_certificate WHERE subject_der = ? ORDER BY not_after DESC`,
    [subjectDer]
  ).map(chain.decode)
}

export function listChainCertificates(reader: Reader): ChainCertificateRow[] {
  return allRows(reader, `SELECT ${chain.list()} FROM chain_certificate ORDER BY id`).map(chain.decode)
}
