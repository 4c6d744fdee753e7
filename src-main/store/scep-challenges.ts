import { ChanceryError } from '../../src-shared/errors.ts'
import type { ScepSecretKind } from '../../src-shared/model/scep.ts'
import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** A secret that a device shows; only its hash is here. */
export interface ScepChallengeRow {
  readonly id: number
  readonly serviceId: number
  readonly kind: ScepSecretKind
  readonly hash: Uint8Array
  /** What people call it. */
  readonly label: string
  /** Alternative names that its request has, `{type, value}`; empty for no bound. */
  readonly names: unknown
  /** Subject of its certificate; empty takes what the device asks for. */
  readonly subject: unknown
  /** Span that its certificates hold; null leaves it to the profile. */
  readonly validity: string | null
  readonly deviceId: number | null
  readonly state: 'open' | 'used' | 'revoked'
  readonly uses: number
  readonly expiresAt: number | null
  readonly createdAt: number
  readonly createdBy: string
}

const challenge = columns<ScepChallengeRow>('scep_challenge', {
  id: 'plain',
  serviceId: 'plain',
  kind: 'plain',
  hash: 'plain',
  label: 'plain',
  names: 'json',
  subject: 'json',
  validity: 'plain',
  deviceId: 'plain',
  state: 'plain',
  uses: 'plain',
  expiresAt: 'plain',
  createdAt: 'plain',
  createdBy: 'plain'
})

export function insertScepChallenge(writer: Writer, row: Omit<ScepChallengeRow, 'id' | 'uses' | 'state'>): number {
  return run(writer, challenge.insert, challenge.inOrder({ ...row, state: 'open', uses: 0 })).id
}

export function getScepChallenge(reader: Reader, id: number): ScepChallengeRow | undefined {
  return rowById(reader, challenge, id)
}

export function findScepChallenge(reader: Reader, serviceId: number, hash: Uint8Array): ScepChallengeRow | undefined {
  return one(
    challenge,
    getRow(reader, `SELECT ${challenge.list()} FROM scep_challenge WHERE service_id = ? AND hash = ?`, [
      serviceId,
      hash
    ])
  )
}

/** Counts a use; one that is good for one request is used from then on. @returns false where another was faster */
export function useScepChallenge(writer: Writer, id: number): boolean {
  return (
    run(
      writer,
      `UPDATE scep_challenge SET uses = uses + 1, state = CASE kind WHEN 'static' THEN 'open' ELSE 'used' END
      WHERE id = ? AND state = 'open'`,
      [id]
    ).changes === 1
  )
}

/** Gives a use back, where nothing came of it. One that was revoked meanwhile stays so. */
export function releaseScepChallenge(writer: Writer, id: number): void {
  run(
    writer,
    `UPDATE scep_challenge SET uses = uses - 1, state = CASE state WHEN 'used' THEN 'open' ELSE state END
    WHERE id = ? AND uses > 0`,
    [id]
  )
}

/** @returns whether it was open */
export function revokeScepChallenge(writer: Writer, id: number): boolean {
  return run(writer, `UPDATE scep_challenge SET state = 'revoked' WHERE id = ? AND state = 'open'`, [id]).changes === 1
}

/** Revokes what is open of a device, or of a kind. @returns how many */
export function revokeScepChallengesOf(
  writer: Writer,
  of: { readonly deviceId: number } | { readonly serviceId: number; readonly kind: ScepSecretKind | null }
): number {
  const change = `UPDATE scep_challenge SET state = 'revoked' WHERE state = 'open' AND`
  if ('deviceId' in of) return run(writer, `${change} device_id = ?`, [of.deviceId]).changes
  return of.kind === null
    ? run(writer, `${change} service_id = ?`, [of.serviceId]).changes
    : run(writer, `${change} service_id = ? AND kind = ?`, [of.serviceId, of.kind]).changes
}

/** @returns how many of a kind can still be used at a moment, Unix ms */
export function countOpenScepChallenges(reader: Reader, serviceId: number, kind: ScepSecretKind, now: number): number {
  return getNumber(
    reader,
    `SELECT count(*) FROM scep_challenge WHERE state = 'open' AND service_id = ? AND kind = ?
    AND (expires_at IS NULL OR expires_at > ?)`,
    [serviceId, kind, now]
  )
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listScepChallenges(
  reader: Reader,
  serviceId: number,
  before: number | null,
  limit: number
): ScepChallengeRow[] {
  return allRows(
    reader,
    `SELECT ${challenge.list()} FROM scep_challenge WHERE service_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    [serviceId, before ?? Number.MAX_SAFE_INTEGER, limit]
  ).map(challenge.decode)
}

/** Deletes at most `most` that ended before a moment and that no request came by. @returns how many */
export function pruneScepChallenges(writer: Writer, before: number, most = 1000): number {
  return run(
    writer,
    `DELETE FROM scep_challenge WHERE id IN (SELECT c.id FROM scep_challenge c WHERE c.expires_at < ?
    AND NOT EXISTS (SELECT 1 FROM scep_transaction t WHERE t.challenge_id = c.id) LIMIT ?)`,
    [before, most]
  ).changes
}

/** A device that somebody registered. */
export interface ScepDeviceRow {
  readonly id: number
  readonly serviceId: number
  readonly identifier: string
  readonly manufacturer: string
  readonly type: string
  readonly model: string
  readonly description: string
  readonly names: unknown
  readonly subject: unknown
  /** Span that its certificates hold; null leaves it to the profile. */
  readonly validity: string | null
  readonly state: 'active' | 'removed'
  readonly lastSeenAt: number | null
  readonly lastAddress: string | null
  readonly createdAt: number
}

const device = columns<ScepDeviceRow>('scep_device', {
  id: 'plain',
  serviceId: 'plain',
  identifier: 'plain',
  manufacturer: 'plain',
  type: 'plain',
  model: 'plain',
  description: 'plain',
  names: 'json',
  subject: 'json',
  validity: 'plain',
  state: 'plain',
  lastSeenAt: 'plain',
  lastAddress: 'plain',
  createdAt: 'plain'
})

/** @throws ChanceryError `name-taken` */
export function insertScepDevice(
  writer: Writer,
  row: Omit<ScepDeviceRow, 'id' | 'state' | 'lastSeenAt' | 'lastAddress'>
): number {
  if (findScepDevice(writer, row.serviceId, row.identifier) !== undefined)
    throw new ChanceryError('name-taken', `The device ${row.identifier} is registered already.`)
  return run(writer, device.insert, device.inOrder({ ...row, state: 'active' })).id
}

export function getScepDevice(reader: Reader, id: number): ScepDeviceRow | undefined {
  return rowById(reader, device, id)
}

export function findScepDevice(reader: Reader, serviceId: number, identifier: string): ScepDeviceRow | undefined {
  return one(
    device,
    getRow(
      reader,
      `SELECT ${device.list()} FROM scep_device WHERE service_id = ? AND identifier = ? AND state = 'active'`,
      [serviceId, identifier]
    )
  )
}

export function seeScepDevice(writer: Writer, id: number, at: number, address: string): void {
  run(writer, 'UPDATE scep_device SET last_seen_at = ?, last_address = ? WHERE id = ?', [at, address, id])
}

export function removeScepDevice(writer: Writer, id: number): void {
  run(writer, `UPDATE scep_device SET state = 'removed' WHERE id = ?`, [id])
}

/** Newest first. */
export function listScepDevices(
  reader: Reader,
  serviceId: number,
  before: number | null,
  limit: number
): ScepDeviceRow[] {
  return allRows(
    reader,
    `SELECT ${device.list()} FROM scep_device WHERE service_id = ? AND state = 'active' AND id < ? ORDER BY id DESC LIMIT ?`,
    [serviceId, before ?? Number.MAX_SAFE_INTEGER, limit]
  ).map(device.decode)
}
