import type { KeyService } from '../../src-shared/model/token.ts'
import { columns, one } from './columns.ts'
import { allRows, getRow, run, type Reader, type Writer } from './connection.ts'

/** A PKCS#11 module in use. */
export interface TokenModuleRow {
  readonly id: number
  readonly path: string
  readonly label: string
  readonly createdAt: number
}

const module = columns<TokenModuleRow>('token_module', {
  id: 'plain',
  path: 'plain',
  label: 'plain',
  createdAt: 'plain'
})

export function listTokenModules(reader: Reader): TokenModuleRow[] {
  return allRows(reader, `SELECT ${module.list()} FROM token_module ORDER BY id`).map(module.decode)
}

export function insertTokenModule(writer: Writer, row: Omit<TokenModuleRow, 'id'>): number {
  return run(writer, module.insert, module.inOrder(row)).id
}

/** @returns false where it is not in use */
export function deleteTokenModule(writer: Writer, path: string): boolean {
  return run(writer, 'DELETE FROM token_module WHERE path = ?', [path]).changes === 1
}

/** A token that Chancery knows without its being plugged in. */
export interface TokenRow {
  readonly id: number
  /** PKCS#11 URI. */
  readonly address: string
  readonly label: string
  /** `key-store:NAME` or `credential:NAME`; null where the PIN is typed. */
  readonly pinSource: string | null
  readonly createdAt: number
}

const token = columns<TokenRow>('token', {
  id: 'plain',
  address: 'plain',
  label: 'plain',
  pinSource: 'plain',
  createdAt: 'plain'
})

export function listTokenRows(reader: Reader): TokenRow[] {
  return allRows(reader, `SELECT ${token.list()} FROM token ORDER BY id`).map(token.decode)
}

export function getTokenByAddress(reader: Reader, address: string): TokenRow | undefined {
  return one(token, getRow(reader, `SELECT ${token.list()} FROM token WHERE address = ?`, [address]))
}

/** Writes a token once. @returns its id, old or new */
export function keepToken(writer: Writer, row: Omit<TokenRow, 'id' | 'pinSource'>): number {
  return (
    getTokenByAddress(writer, row.address)?.id ??
    run(writer, token.insert, token.inOrder({ ...row, pinSource: null })).id
  )
}

export function setPinSource(writer: Writer, id: number, pinSource: string | null): void {
  run(writer, 'UPDATE token SET pin_source = ? WHERE id = ?', [pinSource, id])
}

/** A key of ours on a token. */
export interface TokenKeyRow {
  readonly id: number
  readonly keyId: number
  readonly tokenId: number
  /** PKCS#11 URI: token and CKA_ID. */
  readonly address: string
  readonly label: string
  /** `generated` on the token, `imported` by Chancery, `found` there. */
  readonly origin: 'generated' | 'imported' | 'found'
  /** What the token said of it when it came to be known. */
  readonly attributes: unknown
  readonly createdAt: number
  readonly removedAt: number | null
}

const key = columns<TokenKeyRow>('token_key', {
  id: 'plain',
  keyId: 'plain',
  tokenId: 'plain',
  address: 'plain',
  label: 'plain',
  origin: 'plain',
  attributes: 'json',
  createdAt: 'plain',
  removedAt: 'plain'
})

export function insertTokenKey(writer: Writer, row: Omit<TokenKeyRow, 'id' | 'removedAt'>): number {
  return run(writer, key.insert, key.inOrder({ ...row, removedAt: null })).id
}

/** @returns where a key lies now, the first place first */
export function listPlacesOfKey(reader: Reader, keyId: number): TokenKeyRow[] {
  return allRows(reader, `SELECT ${key.list()} FROM token_key WHERE key_id = ? AND removed_at IS NULL ORDER BY id`, [
    keyId
  ]).map(key.decode)
}

/** @returns every key of ours that lies on a token now */
export function listTokenKeys(reader: Reader): TokenKeyRow[] {
  return allRows(reader, `SELECT ${key.list()} FROM token_key WHERE removed_at IS NULL ORDER BY id`).map(key.decode)
}

export function removeTokenKey(writer: Writer, id: number, at: number): void {
  run(writer, 'UPDATE token_key SET removed_at = ? WHERE id = ? AND removed_at IS NULL', [at, id])
}

/** @returns what signs with a key by its newest certificate, beside authorities */
export function servicesOfKey(reader: Reader, keyId: number): KeyService[] {
  return allRows(
    reader,
    `SELECT 'ocsp' AS kind, a.name AS name, a.id AS id FROM ocsp_service s JOIN authority a ON a.id = s.authority_id
      WHERE s.state = 'enabled' AND s.settings ->> 'signer' = 'delegated'
      AND (SELECT r.key_id FROM ocsp_responder r WHERE r.authority_id = s.authority_id ORDER BY r.id DESC LIMIT 1) = @key
    UNION ALL SELECT 'tsa', s.name, s.id FROM tsa_service s WHERE s.state <> 'deleted'
      AND (SELECT t.key_id FROM tsa_certificate t WHERE t.service_id = s.id ORDER BY t.id DESC LIMIT 1) = @key
    UNION ALL SELECT 'evidence', name, id FROM evidence_signer WHERE state = 'active' AND key_id = @key`,
    { key: keyId }
  ) as KeyService[]
}

/** Remembers that an authority went off line with its token. */
export function noteAbsence(writer: Writer, authorityId: number, since: number): void {
  run(writer, 'INSERT INTO token_absence (authority_id, since) VALUES (?, ?) ON CONFLICT DO NOTHING', [
    authorityId,
    since
  ])
}

export function endAbsence(writer: Writer, authorityId: number): void {
  run(writer, 'DELETE FROM token_absence WHERE authority_id = ?', [authorityId])
}

/** @returns ids of the authorities that went off line with their token */
export function listAbsences(reader: Reader): number[] {
  const rows = allRows(reader, 'SELECT authority_id AS id FROM token_absence') as { id: number }[]
  return rows.map(({ id }) => id)
}
