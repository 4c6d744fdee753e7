import { createHash } from 'node:crypto'
import type { AnswerBundle, RequestBundle } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { checkCsr, parseCsr } from '../../pki/csr.ts'
import {
  getAnswer,
  getBundleByNumber,
  getMirror,
  insertBundle,
  insertItem,
  lastAccepted,
  type PeerRow
} from '../../store/air-gap.ts'
import { listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { acceptAnswer } from './accept-answer.ts'
import { bundleBytes, readBundle, type ReadBundle } from './codec.ts'
import { findIdentity } from './identity.ts'
import { refusal } from './refusal.ts'
import { requireSender } from './sender.ts'

/** What came of a bundle. */
export interface Accepted {
  readonly bundleId: number
  readonly kind: 'request' | 'answer'
  /** Items taken, in the words of their kinds. */
  readonly taken: Readonly<Record<string, number>>
}

/**
 * Takes a bundle in one transaction: all of it, or nothing. A request waits then for its answer; what an answer brings is
 * installed, and released on its day.
 * @param input `trustRoot` confirms a root that is mirrored here for the first time
 * @throws ChanceryError naming the rule that it breaks (refusal.ts); `malformed`, `bad-signature`
 */
export async function acceptBundle(
  ca: CaContext,
  input: { readonly bundle: string; readonly trustRoot: boolean },
  actor: Actor
): Promise<Accepted> {
  const read = readBundle(bundleBytes(input.bundle))
  const peer = requireSender(reader(ca.store), findIdentity(ca), read)
  return transaction(ca.store, (tx) => acceptWithin(tx, ca, read, peer, input.trustRoot, actor))
}

/** Takes a bundle whose sender is known. */
export function acceptWithin(
  tx: Writer,
  ca: CaContext,
  read: ReadBundle,
  peer: PeerRow,
  trustRoot: boolean,
  actor: Actor
): Accepted {
  const { content } = read
  requireNew(tx, peer, read)
  const request = content.kind === 'answer' ? requireAsked(tx, peer, content) : null
  const bundleId = insertBundle(tx, {
    peerId: peer.id,
    direction: 'in',
    kind: content.kind,
    number: content.number,
    sha256: read.sha256,
    createdAt: content.created,
    handledAt: ca.clock.now(),
    handledBy: actor.name,
    inReplyTo: request,
    note: content.note,
    der: read.der
  })
  const taken =
    content.kind === 'request'
      ? acceptRequest(tx, bundleId, content)
      : acceptAnswer(tx, ca, { bundleId, requestId: request, peer, content, trustRoot }, actor)
  recordAudit(tx, ca, {
    actor,
    operation: 'bundle.accept',
    object: { kind: 'bundle', id: bundleId },
    outcome: 'ok',
    detail: { kind: content.kind, number: content.number, from: peer.name, sha256: read.sha256, taken }
  })
  afterCommit(tx, () => ca.emit('bundle.changed', {}))
  return { bundleId, kind: content.kind, taken }
}

/** A number of a sender is good once, and none below the last one: an older state would take back a newer one. */
function requireNew(tx: Reader, peer: PeerRow, { content, sha256 }: ReadBundle): void {
  const same = getBundleByNumber(tx, peer.id, 'in', content.number)
  if (same !== undefined)
    throw refusal(
      'bundle.replayed',
      'number',
      same.sha256 === sha256
        ? `Bundle ${content.number} of ${peer.name} was accepted on ${day(same.handledAt)} already.`
        : `${peer.name} has used the number ${content.number} before, for another bundle that was accepted on ${day(same.handledAt)}.`
    )
  const last = lastAccepted(tx, peer.id)
  if (content.number < last)
    throw refusal(
      'bundle.older',
      'number',
      `Bundle ${content.number} of ${peer.name} is older than bundle ${last}, which was accepted before. Ask for a new one.`
    )
}

/** @returns the row of the request that is answered; null where nobody asked */
function requireAsked(tx: Reader, peer: PeerRow, { inReplyTo }: AnswerBundle): number | null {
  if (inReplyTo === null) return null
  const request = getBundleByNumber(tx, peer.id, 'out', inReplyTo.number)
  if (request === undefined || request.kind !== 'request')
    throw refusal(
      'bundle.unknown-request',
      'inReplyTo',
      `The bundle answers request ${inReplyTo.number}, which was never made here for ${peer.name}.`
    )
  if (request.sha256 !== inReplyTo.sha256)
    throw refusal(
      'bundle.other-request',
      'inReplyTo',
      `The bundle answers another request under the number ${inReplyTo.number} than the one that was made here: what reached ${peer.name} was exchanged.`
    )
  if (getAnswer(tx, request.id) !== undefined)
    throw refusal('bundle.answered', 'inReplyTo', `Request ${inReplyTo.number} was answered already.`)
  return request.id
}

function acceptRequest(tx: Writer, bundleId: number, content: RequestBundle): Record<string, number> {
  const taken: Record<string, number> = {}
  const seen = new Set<string>()
  for (const item of content.items) {
    if (seen.has(item.item)) throw refusal('bundle.form', item.item, `The item ${item.item} is in the bundle twice.`)
    seen.add(item.item)
    if (item.root !== null) requireRootHere(tx, item.root, item.item)
    if (item.kind === 'csr') {
      const der = new Uint8Array(Buffer.from(item.csr, 'base64'))
      if (createHash('sha256').update(der).digest('hex') !== item.sha256)
        throw refusal(
          'bundle.digest',
          item.item,
          `The CSR of ${item.subject} does not have the SHA-256 that the bundle says. It was exchanged.`
        )
      const csr = parseCsr(der)
      checkCsr(csr)
      if (csr.subject.text !== item.subject)
        throw refusal('bundle.swapped', item.item, `The CSR is for ${csr.subject.text}, not for ${item.subject}.`)
    }
    insertItem(tx, { bundleId, item: item.item, authorityId: null, keyId: null })
    taken[item.kind] = (taken[item.kind] ?? 0) + 1
  }
  return taken
}

/** @returns the root here with this key. @throws ChanceryError `refused-by-policy` */
export function requireRootHere(from: Reader, root: string, where: string): AuthorityRow {
  const found = listAuthorities(from).find(
    (row) =>
      row.kind === 'root' && getMirror(from, row.id) === undefined && getKey(from, row.keyId)?.spkiSha256 === root
  )
  if (found === undefined)
    throw refusal(
      'bundle.wrong-root',
      where,
      'The bundle asks something of a root that is not in this installation. Take it to the one that has its key.'
    )
  return found
}

function day(unixMs: number): string {
  return new Date(unixMs).toISOString().slice(0, 10)
}
