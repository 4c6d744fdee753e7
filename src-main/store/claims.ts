import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Bindable, type Reader, type Writer } from './connection.ts'

/** A link by which a person claims a certificate; only the hash of its secret is here. */
export interface ClaimLinkRow {
  readonly id: number
  readonly kind: 'pkcs12' | 'apple-scep' | 'apple-acme'
  readonly hash: Uint8Array
  readonly state: 'open' | 'claimed' | 'withdrawn' | 'expired'
  readonly platform: string
  readonly device: string
  readonly person: string
  readonly mail: string | null
  /** The caller parses it. */
  readonly content: unknown
  readonly authorityId: number | null
  readonly serviceId: number | null
  /** Secret of SCEP that went into the profile. */
  readonly challengeId: number | null
  readonly requestId: number | null
  /** Key that is handed over, in the vault until then. */
  readonly keyId: number | null
  /** Sealed; null once it is not needed any more. */
  readonly passphrase: Uint8Array | null
  readonly visits: number
  readonly mailedAt: number | null
  readonly openedAt: number | null
  readonly claimedAt: number | null
  readonly client: string | null
  readonly expiresAt: number
  readonly createdAt: number
  readonly createdBy: string
  readonly operatorId: number | null
}

const link = columns<ClaimLinkRow>('claim_link', {
  id: 'plain',
  kind: 'plain',
  hash: 'plain',
  state: 'plain',
  platform: 'plain',
  device: 'plain',
  person: 'plain',
  mail: 'plain',
  content: 'json',
  authorityId: 'plain',
  serviceId: 'plain',
  challengeId: 'plain',
  requestId: 'plain',
  keyId: 'plain',
  passphrase: 'plain',
  visits: 'plain',
  mailedAt: 'plain',
  openedAt: 'plain',
  claimedAt: 'plain',
  client: 'plain',
  expiresAt: 'plain',
  createdAt: 'plain',
  createdBy: 'plain',
  operatorId: 'plain'
})

export type NewClaimLink = Omit<
  ClaimLinkRow,
  'id' | 'state' | 'visits' | 'mailedAt' | 'openedAt' | 'claimedAt' | 'client' | 'challengeId' | 'passphrase'
>

export function insertClaimLink(writer: Writer, row: NewClaimLink): number {
  return run(writer, link.insert, link.inOrder({ ...row, state: 'open', visits: 0 })).id
}

export function getClaimLink(reader: Reader, id: number): ClaimLinkRow | undefined {
  return rowById(reader, link, id)
}

export function findClaimLink(reader: Reader, hash: Uint8Array): ClaimLinkRow | undefined {
  return one(link, getRow(reader, `SELECT ${link.list()} FROM claim_link WHERE hash = ?`, [hash]))
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listClaimLinks(
  reader: Reader,
  filter: { readonly operatorId?: number | null | undefined; readonly open?: boolean | undefined },
  before: number | null,
  limit: number
): ClaimLinkRow[] {
  const bound: Record<string, Bindable> = { before: before ?? Number.MAX_SAFE_INTEGER, limit }
  const where: string[] = []
  if (filter.operatorId !== undefined) {
    bound['operatorId'] = filter.operatorId
    where.push('AND operator_id IS @operatorId')
  }
  if (filter.open === true) where.push("AND state = 'open'")
  return allRows(
    reader,
    `SELECT ${link.list()} FROM claim_link WHERE id < @before ${where.join(' ')} ORDER BY id DESC LIMIT @limit`,
    bound
  ).map(link.decode)
}

/** The passphrase is sealed for its row, whose number is known only now. */
export function setClaimPassphrase(writer: Writer, id: number, sealed: Uint8Array): void {
  run(writer, 'UPDATE claim_link SET passphrase = ? WHERE id = ?', [sealed, id])
}

export function setClaimMailed(writer: Writer, id: number, at: number): void {
  run(writer, 'UPDATE claim_link SET mailed_at = ? WHERE id = ?', [at, id])
}

/** Counts a visit; the first is kept. */
export function visitClaimLink(writer: Writer, id: number, at: number): void {
  run(writer, 'UPDATE claim_link SET visits = visits + 1, opened_at = coalesce(opened_at, ?) WHERE id = ?', [at, id])
}

/** Ends a link by its one use. @returns false where another was faster, or it ended meanwhile */
export function claimLink(
  writer: Writer,
  id: number,
  at: number,
  by: { readonly client: string; readonly challengeId: number | null }
): boolean {
  return (
    run(
      writer,
      `UPDATE claim_link SET state = 'claimed', claimed_at = ?, client = ?, challenge_id = ?, passphrase = NULL,
      opened_at = coalesce(opened_at, claimed_at, ?) WHERE id = ? AND state = 'open' AND expires_at > ?`,
      [at, by.client, by.challengeId, at, id, at]
    ).changes === 1
  )
}

/** Gives a use back, where nothing came of it. */
export function reopenClaimLink(writer: Writer, id: number): void {
  run(
    writer,
    `UPDATE claim_link SET state = 'open', claimed_at = NULL, client = NULL, challenge_id = NULL WHERE id = ? AND state = 'claimed'`,
    [id]
  )
}

/** @returns whether it was open */
export function endClaimLink(writer: Writer, id: number, state: 'withdrawn' | 'expired'): boolean {
  return (
    run(writer, `UPDATE claim_link SET state = ?, passphrase = NULL WHERE id = ? AND state = 'open'`, [state, id])
      .changes === 1
  )
}

/** @returns open links whose time is over */
export function expiredClaimLinks(reader: Reader, now: number, most: number): ClaimLinkRow[] {
  return allRows(
    reader,
    `SELECT ${link.list()} FROM claim_link WHERE state = 'open' AND expires_at <= ? ORDER BY expires_at LIMIT ?`,
    [now, most]
  ).map(link.decode)
}

/** @returns when the first open link ends, Unix ms; null without one */
export function nextClaimEnd(reader: Reader): number | null {
  const [row] = allRows(
    reader,
    `SELECT ${link.list()} FROM claim_link WHERE state = 'open' ORDER BY expires_at LIMIT 1`
  ).map(link.decode)
  return row?.expiresAt ?? null
}

/** @returns the certificate that a device got by a secret of SCEP */
export function certificateByChallenge(reader: Reader, serviceId: number, challengeId: number): number | null {
  const found = getNumber(
    reader,
    `SELECT coalesce(max(certificate_id), 0) FROM scep_transaction WHERE service_id = ? AND challenge_id = ?`,
    [serviceId, challengeId]
  )
  return found === 0 ? null : found
}

/** A certificate and key that sign configuration profiles. */
export interface ProfileSignerRow {
  readonly id: number
  readonly authorityId: number
  readonly certificateId: number
  readonly keyId: number
  /** When the next one takes its place, Unix ms. */
  readonly renewAt: number
  readonly createdAt: number
}

const signer = columns<ProfileSignerRow>('profile_signer', {
  id: 'plain',
  authorityId: 'plain',
  certificateId: 'plain',
  keyId: 'plain',
  renewAt: 'plain',
  createdAt: 'plain'
})

export function insertProfileSigner(writer: Writer, row: Omit<ProfileSignerRow, 'id'>): number {
  return run(writer, signer.insert, signer.inOrder(row)).id
}

/** Those of an authority whose private key is here, the newest first. */
export function listProfileSigners(reader: Reader, authorityId: number): ProfileSignerRow[] {
  return allRows(
    reader,
    `SELECT ${signer.list('s.')} FROM profile_signer s JOIN key k ON k.id = s.key_id
    WHERE s.authority_id = ? AND k.sealed IS NOT NULL ORDER BY s.id DESC`,
    [authorityId]
  ).map(signer.decode)
}
