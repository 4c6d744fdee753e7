import { timingSafeEqual } from 'node:crypto'
import type { AirGapPeer } from '../../../src-shared/api/air-gap.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { peerCard, type PeerCard } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { digestOfWords, digestWords } from '../../../src-shared/model/digest-words.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { checkKeyImports } from '../../pki/verify.ts'
import {
  getPeer,
  getPeerByName,
  insertPeer,
  lastAccepted,
  listPeers,
  listPeersOf,
  setPeerState,
  type PeerRow
} from '../../store/air-gap.ts'
import { afterCommit, type Reader } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { findIdentity, fingerprintOfKey } from './identity.ts'
import { refusal } from './refusal.ts'

/** @returns what a peer file says. @throws ChanceryError `malformed`, `invalid-input` for a key that nobody can use */
export function readCard(text: string): {
  readonly card: PeerCard
  readonly spki: Uint8Array
  readonly fingerprint: string
} {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ChanceryError('malformed', 'The file is no peer file of Chancery.')
  }
  const parsed = peerCard.safeParse(value)
  if (!parsed.success) throw new ChanceryError('malformed', 'The file is no peer file of Chancery.')
  const spki = new Uint8Array(Buffer.from(parsed.data.publicKey, 'base64'))
  checkKeyImports(spki)
  return { card: parsed.data, spki, fingerprint: fingerprintOfKey(spki) }
}

/**
 * Pairs with another installation, once: its file came on a stick, its fingerprint another way, read aloud.
 * @param input `fingerprint` is what the other side shows, in hexadecimal digits; blanks and colons are passed over
 * @throws ChanceryError `refused-by-policy` where it was not compared, or is another; `conflict`, `name-taken`, `malformed`
 */
export async function pairPeer(
  ca: CaContext,
  input: { readonly card: string; readonly fingerprint?: string | undefined; readonly name?: string | undefined },
  actor: Actor
): Promise<{ peer: AirGapPeer }> {
  const { card, spki, fingerprint } = readCard(input.card)
  if (findIdentity(ca)?.row.installation === card.installation)
    throw refusal(
      'bundle.own',
      'card',
      'This is the peer file of this installation itself. Take the one of the other side.'
    )
  const shown = input.fingerprint === undefined ? undefined : comparedHex(input.fingerprint)
  if (shown === undefined)
    throw new ChanceryError(
      'refused-by-policy',
      `Compare first: ${card.name} must show the fingerprint ${grouped(fingerprint)}. Let somebody read it aloud there, then give it here.`,
      { reasons: [{ where: 'fingerprint', rule: 'bundle.not-compared', message: `SHA-256 ${fingerprint}` }] }
    )
  if (!sameText(shown, fingerprint))
    throw new ChanceryError(
      'refused-by-policy',
      `The fingerprint is another: the file has ${grouped(fingerprint)}. It was changed on the way, or belongs to somebody else.`,
      { reasons: [{ where: 'fingerprint', rule: 'bundle.other-fingerprint', message: `SHA-256 ${fingerprint}` }] }
    )
  const name = input.name ?? card.name
  const id = await transaction(ca.store, (tx) => {
    const known = listPeersOf(tx, card.installation)
    const other = getPeerByName(tx, name)
    if (other !== undefined && other.installation !== card.installation)
      throw new ChanceryError('name-taken', `There is a peer named ${name} already. Give this one another name.`)
    for (const row of known) if (row.state === 'paired') setPeerState(tx, row.id, { state: 'removed', name: row.name })
    const same = known.find((row) => row.fingerprint === fingerprint)
    if (same !== undefined) setPeerState(tx, same.id, { state: 'paired', name })
    const peerId =
      same?.id ??
      insertPeer(tx, {
        installation: card.installation,
        name,
        fingerprint,
        spki,
        createdAt: ca.clock.now(),
        createdBy: actor.name
      })
    recordAudit(tx, ca, {
      actor,
      operation: 'bundle.pair',
      object: { kind: 'peer', id: peerId },
      outcome: 'ok',
      detail: { name, installation: card.installation, fingerprint }
    })
    afterCommit(tx, () => ca.emit('bundle.changed', {}))
    return peerId
  })
  return { peer: viewOf(reader(ca.store), requirePeer(reader(ca.store), id)) }
}

/** Takes nothing from a peer any more, and makes nothing for it. What was exchanged stays on record. @throws ChanceryError `not-found` */
export async function unpairPeer(ca: CaContext, input: { readonly peer: Ref }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    const row = requirePeer(tx, input.peer)
    setPeerState(tx, row.id, { state: 'removed', name: row.name })
    recordAudit(tx, ca, {
      actor,
      operation: 'bundle.unpair',
      object: { kind: 'peer', id: row.id },
      outcome: 'ok',
      detail: { name: row.name, fingerprint: row.fingerprint }
    })
    afterCommit(tx, () => ca.emit('bundle.changed', {}))
  })
  return { ok: true }
}

export function peerViews(ca: Pick<CaContext, 'store'>): AirGapPeer[] {
  const from = reader(ca.store)
  return listPeers(from).map((row) => viewOf(from, row))
}

/** @throws ChanceryError `not-found` */
export function requirePeer(from: Reader, ref: Ref): PeerRow {
  const row =
    typeof ref === 'number'
      ? getPeer(from, ref)
      : (getPeerByName(from, ref) ?? (/^[1-9]\d{0,8}$/.test(ref) ? getPeer(from, Number(ref)) : undefined))
  if (row === undefined || row.state !== 'paired')
    throw new ChanceryError('not-found', `There is no peer ${String(ref)}. chancery bundle peers lists them.`)
  return row
}

function viewOf(from: Reader, row: PeerRow): AirGapPeer {
  const { id, name, installation, fingerprint, createdAt, createdBy, lastSent } = row
  return {
    id,
    name,
    installation,
    fingerprint,
    words: [...digestWords(fingerprint)],
    createdAt,
    createdBy,
    lastSent,
    lastAccepted: lastAccepted(from, id)
  }
}

/** What somebody heard, as hexadecimal digits: digits, or the words of the list. @throws ChanceryError `invalid-input` */
function comparedHex(text: string): string {
  const digits = text.toLowerCase().replaceAll(/[\s:]/g, '')
  if (/^[0-9a-f]{64}$/.test(digits)) return digits
  const words = text.trim().split(/[\s,]+/)
  const read = digestOfWords(words)
  if ('wrongWord' in read)
    throw new ChanceryError(
      'invalid-input',
      `"${words[read.wrongWord - 1]?.slice(0, 40) ?? ''}" does not belong at place ${read.wrongWord}. Give 64 hexadecimal digits, or the 32 words.`
    )
  return read.hex
}

function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')]
  return first.length === second.length && timingSafeEqual(first, second)
}

/** Groups of four digits, as people read them aloud. */
function grouped(hex: string): string {
  return hex.match(/.{4}/g)?.join(' ') ?? hex
}
