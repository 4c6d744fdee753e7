import { columns, one, rowById } from './columns.ts'
import { allRows, getNumber, getRow, run, type Reader, type Writer } from './connection.ts'

/** Who this installation is for others across the air gap. */
export interface IdentityRow {
  readonly id: number
  /** 128 random bits in hex. */
  readonly installation: string
  readonly name: string
  readonly keyId: number
  readonly createdAt: number
}

const identity = columns<IdentityRow>('air_gap_identity', {
  id: 'plain',
  installation: 'plain',
  name: 'plain',
  keyId: 'plain',
  createdAt: 'plain'
})

export function getIdentity(reader: Reader): IdentityRow | undefined {
  return rowById(reader, identity, 1)
}

export function insertIdentity(writer: Writer, row: Omit<IdentityRow, 'id'>): void {
  run(writer, identity.insert, identity.inOrder(row))
}

export function renameIdentity(writer: Writer, name: string): void {
  run(writer, 'UPDATE air_gap_identity SET name = ? WHERE id = 1', [name])
}

/** Another installation whose fingerprint was compared. */
export interface PeerRow {
  readonly id: number
  readonly installation: string
  readonly name: string
  /** SHA-256 of the SubjectPublicKeyInfo, hex. */
  readonly fingerprint: string
  readonly spki: Uint8Array
  readonly state: 'paired' | 'removed'
  /** Number of the last bundle that was made for it. */
  readonly lastSent: number
  readonly createdAt: number
  readonly createdBy: string
}

const peer = columns<PeerRow>('air_gap_peer', {
  id: 'plain',
  installation: 'plain',
  name: 'plain',
  fingerprint: 'plain',
  spki: 'plain',
  state: 'plain',
  lastSent: 'plain',
  createdAt: 'plain',
  createdBy: 'plain'
})

export function getPeer(reader: Reader, id: number): PeerRow | undefined {
  return rowById(reader, peer, id)
}

export function getPeerByName(reader: Reader, name: string): PeerRow | undefined {
  return one(
    peer,
    getRow(reader, `SELECT ${peer.list()} FROM air_gap_peer WHERE name = ? AND state = 'paired'`, [name])
  )
}

/** @returns every row for an installation, also those that were removed */
export function listPeersOf(reader: Reader, installation: string): PeerRow[] {
  return allRows(reader, `SELECT ${peer.list()} FROM air_gap_peer WHERE installation = ? ORDER BY id`, [
    installation
  ]).map(peer.decode)
}

export function listPeers(reader: Reader): PeerRow[] {
  return allRows(reader, `SELECT ${peer.list()} FROM air_gap_peer WHERE state = 'paired' ORDER BY id`).map(peer.decode)
}

export function insertPeer(writer: Writer, row: Omit<PeerRow, 'id' | 'lastSent' | 'state'>): number {
  return run(writer, peer.insert, peer.inOrder({ ...row, state: 'paired', lastSent: 0 })).id
}

export function setPeerState(writer: Writer, id: number, change: Pick<PeerRow, 'state' | 'name'>): void {
  run(writer, 'UPDATE air_gap_peer SET state = ?, name = ? WHERE id = ?', [change.state, change.name, id])
}

/** Takes the next number for a bundle to this peer; one that is not used in the end leaves a gap, which does no harm. */
export function nextBundleNumber(writer: Writer, peerId: number): number {
  run(writer, 'UPDATE air_gap_peer SET last_sent = last_sent + 1 WHERE id = ?', [peerId])
  return getNumber(writer, 'SELECT last_sent FROM air_gap_peer WHERE id = ?', [peerId])
}

export interface BundleRow {
  readonly id: number
  readonly peerId: number
  readonly direction: 'in' | 'out'
  readonly kind: 'request' | 'answer'
  readonly number: number
  /** Of the file. */
  readonly sha256: string
  /** By the clock of who made it. */
  readonly createdAt: number
  /** When it was made or accepted here. */
  readonly handledAt: number
  readonly handledBy: string
  /** The request that it answers. */
  readonly inReplyTo: number | null
  readonly note: string
  readonly der: Uint8Array
}

const bundle = columns<BundleRow>('air_gap_bundle', {
  id: 'plain',
  peerId: 'plain',
  direction: 'plain',
  kind: 'plain',
  number: 'plain',
  sha256: 'plain',
  createdAt: 'plain',
  handledAt: 'plain',
  handledBy: 'plain',
  inReplyTo: 'plain',
  note: 'plain',
  der: 'plain'
})

export function insertBundle(writer: Writer, row: Omit<BundleRow, 'id'>): number {
  return run(writer, bundle.insert, bundle.inOrder(row)).id
}

export function getBundle(reader: Reader, id: number): BundleRow | undefined {
  return rowById(reader, bundle, id)
}

export function getBundleByNumber(
  reader: Reader,
  peerId: number,
  direction: BundleRow['direction'],
  number: number
): BundleRow | undefined {
  return one(
    bundle,
    getRow(reader, `SELECT ${bundle.list()} FROM air_gap_bundle WHERE peer_id = ? AND direction = ? AND number = ?`, [
      peerId,
      direction,
      number
    ])
  )
}

/** @returns the highest number that was accepted from this peer; 0 for none */
export function lastAccepted(reader: Reader, peerId: number): number {
  return getNumber(
    reader,
    `SELECT coalesce(max(number), 0) FROM air_gap_bundle WHERE peer_id = ? AND direction = 'in'`,
    [peerId]
  )
}

/** @returns the bundle that answers a request, or undefined while it is open */
export function getAnswer(reader: Reader, requestId: number): BundleRow | undefined {
  return one(bundle, getRow(reader, `SELECT ${bundle.list()} FROM air_gap_bundle WHERE in_reply_to = ?`, [requestId]))
}

/** Newest first. @param before id of the last row of the page before, or null */
export function listBundles(reader: Reader, before: number | null, limit: number): BundleRow[] {
  return allRows(reader, `SELECT ${bundle.list()} FROM air_gap_bundle WHERE id < ? ORDER BY id DESC LIMIT ?`, [
    before ?? Number.MAX_SAFE_INTEGER,
    limit
  ]).map(bundle.decode)
}

export function countBundles(reader: Reader): number {
  return getNumber(reader, 'SELECT count(*) FROM air_gap_bundle')
}

/** What became of one item of a request. */
export interface ItemRow {
  readonly id: number
  readonly bundleId: number
  readonly item: string
  /** Of a request of ours: the authority, or the mirrored root, that waits for the certificate. */
  readonly authorityId: number | null
  /** Of a responder that is asked for: its key. */
  readonly keyId: number | null
  readonly state: 'open' | 'done' | 'declined'
  /** Id of the certificate that was issued, or why it was declined. */
  readonly result: string
}

const item = columns<ItemRow>('air_gap_item', {
  id: 'plain',
  bundleId: 'plain',
  item: 'plain',
  authorityId: 'plain',
  keyId: 'plain',
  state: 'plain',
  result: 'plain'
})

export function insertItem(writer: Writer, row: Omit<ItemRow, 'id' | 'state' | 'result'>): void {
  run(writer, item.insert, item.inOrder({ ...row, state: 'open', result: '' }))
}

export function listItems(reader: Reader, bundleId: number): ItemRow[] {
  return allRows(reader, `SELECT ${item.list()} FROM air_gap_item WHERE bundle_id = ? ORDER BY id`, [bundleId]).map(
    item.decode
  )
}

export function endItem(writer: Writer, id: number, change: Pick<ItemRow, 'state' | 'result'>): void {
  run(writer, 'UPDATE air_gap_item SET state = ?, result = ? WHERE id = ?', [change.state, change.result, id])
}

/** A root whose key is elsewhere; its authority row is like any other, with a key row that has no private key. */
export interface MirrorRow {
  readonly id: number
  readonly authorityId: number
  readonly peerId: number
  /** SHA-256 of the root's SubjectPublicKeyInfo. */
  readonly root: string
  /** The bundle that its state comes from. */
  readonly bundleId: number
  readonly updatedAt: number
}

const mirror = columns<MirrorRow>('air_gap_mirror', {
  id: 'plain',
  authorityId: 'plain',
  peerId: 'plain',
  root: 'plain',
  bundleId: 'plain',
  updatedAt: 'plain'
})

export function listMirrors(reader: Reader): MirrorRow[] {
  return allRows(reader, `SELECT ${mirror.list()} FROM air_gap_mirror ORDER BY id`).map(mirror.decode)
}

export function getMirror(reader: Reader, authorityId: number): MirrorRow | undefined {
  return one(
    mirror,
    getRow(reader, `SELECT ${mirror.list()} FROM air_gap_mirror WHERE authority_id = ?`, [authorityId])
  )
}

export function getMirrorOfRoot(reader: Reader, root: string): MirrorRow | undefined {
  return one(mirror, getRow(reader, `SELECT ${mirror.list()} FROM air_gap_mirror WHERE root = ?`, [root]))
}

export function insertMirror(writer: Writer, row: Omit<MirrorRow, 'id'>): void {
  run(writer, mirror.insert, mirror.inOrder(row))
}

export function touchMirror(writer: Writer, id: number, change: Pick<MirrorRow, 'bundleId' | 'updatedAt'>): void {
  run(writer, 'UPDATE air_gap_mirror SET bundle_id = ?, updated_at = ? WHERE id = ?', [
    change.bundleId,
    change.updatedAt,
    id
  ])
}

/** @returns certificates of an authority for authorities and services that are valid or not yet, soonest end first */
export function listLivingCertificates(
  reader: Reader,
  authorityId: number,
  now: number
): { readonly id: number; readonly class: string; readonly state: string }[] {
  return allRows(
    reader,
    `SELECT id, class, state FROM certificate WHERE authority_id = ? AND not_after >= ? AND class IN ('authority', 'service')
    ORDER BY not_after, id LIMIT 200`,
    [authorityId, now]
  ) as { id: number; class: string; state: string }[]
}

/** @returns the ids of certificates of an authority that are revoked or on hold and have not ended */
export function listRevokedOf(reader: Reader, authorityId: number, now: number): number[] {
  const rows = allRows(
    reader,
    `SELECT id FROM certificate WHERE authority_id = ? AND state <> 'active' AND not_after >= ? ORDER BY id`,
    [authorityId, now]
  ) as { id: number }[]
  return rows.map(({ id }) => id)
}
