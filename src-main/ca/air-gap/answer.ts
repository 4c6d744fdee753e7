import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  bundleFormat,
  type AnswerItem,
  type BundleContent,
  type RequestBundle,
  type RequestItem
} from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { FinalRevocationReason } from '../../../src-shared/model/revocation.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import {
  endItem,
  getAnswer,
  getBundle,
  getMirror,
  getPeer,
  listItems,
  listLivingCertificates,
  nextBundleNumber,
  type BundleRow,
  type ItemRow,
  type PeerRow
} from '../../store/air-gap.ts'
import { getAuthority, listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificate, getCertificateBySerial, getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import { getCrlDer, latestCrl, listWaitingCrls } from '../../store/crls.ts'
import { getKey } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { changedAfter } from '../../store/revocations.ts'
import { authorityAddresses } from '../authority-addresses.ts'
import { requireAuthority, settingsOf } from '../authorities/find.ts'
import { currentCertificate } from '../certificates/chain.ts'
import { signSeries } from '../crl/series.ts'
import { decimalNumber } from '../crl/number.ts'
import { revokeCertificate, suspendCertificate } from '../revoke.ts'
import type { CaContext } from '../context.ts'
import { requireRootHere } from './accept.ts'
import { readBundle, sealBundle } from './codec.ts'
import { partyOf, requireIdentity } from './identity.ts'
import { requirePeer } from './peers.ts'
import { issueForRequest } from './issue-item.ts'
import { keepSent, type MadeBundle } from './request.ts'

/** How a request is answered. */
export interface AnswerWish {
  /** The accepted request. */
  readonly request: number
  /** The root, where the request names none. */
  readonly authority?: Ref | undefined
  /** Items that are not done. */
  readonly decline: readonly string[]
  readonly declineReason: string
}

/**
 * Does what a request asks, item by item, and makes the answer bundle. Each item is recorded when it is done, so that an
 * answer that was interrupted goes on where it was and nothing is signed twice.
 * @throws ChanceryError `not-found`; `conflict` where it is answered; as the door, `revokeCertificate`, `signSeries`
 */
export async function answerRequest(
  ca: CaContext,
  wish: AnswerWish,
  actor: Actor,
  roles: readonly string[] = []
): Promise<MadeBundle> {
  const identity = requireIdentity(ca)
  const from = reader(ca.store)
  const { row, peer, content } = requireOpenRequest(from, wish.request)
  const known = new Set(content.items.map(({ item }) => item))
  const unknown = wish.decline.find((item) => !known.has(item))
  if (unknown !== undefined)
    throw new ChanceryError(
      'invalid-input',
      `The request has no item ${unknown}. Its items are ${[...known].join(', ')}.`
    )
  const roots = new Map<number, AuthorityRow>()
  // Revocations first: the CRLs that follow are to know of them.
  const order: readonly RequestItem['kind'][] = ['revocation', 'csr', 'crl-series']
  for (const item of content.items.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    const state = requireItem(from, row.id, item.item)
    if (state.state === 'declined') continue
    if (wish.decline.includes(item.item)) {
      await end(ca, state, 'declined', wish.declineReason)
      continue
    }
    const root = rootFor(from, item.root, wish.authority)
    roots.set(root.id, root)
    if (state.state === 'open') await end(ca, state, 'done', await perform(ca, { item, root, row, peer }, actor, roles))
  }
  for (const root of roots.values()) await refreshStaleSeries(ca, root, actor)
  const answers = answersOf(reader(ca.store), row.id, content)
  const items = [...[...roots.keys()].flatMap((id) => rootState(ca, id)), ...answers]
  const number = await transaction(ca.store, (tx) => nextBundleNumber(tx, peer.id))
  const answer: BundleContent = {
    ...headOf(ca, partyOf(identity), peer, number),
    kind: 'answer',
    note: content.note,
    inReplyTo: { number: content.number, sha256: row.sha256 },
    items
  }
  const der = await sealBundle(ca, identity, answer)
  return keepSent(ca, { peer, content: answer, der, inReplyTo: row.id }, actor, () => undefined)
}

/**
 * Hands over the state of a root without having been asked: for the first time, or after a visit of its own. With a number
 * of CRLs they are signed ahead first.
 * @throws ChanceryError `not-found`, `conflict`, as `signSeries`
 */
export async function handOverRoot(
  ca: CaContext,
  wish: {
    readonly peer: Ref
    readonly authority: Ref
    readonly crls: number
    readonly every?: string | undefined
    readonly note: string
  },
  actor: Actor
): Promise<MadeBundle> {
  const identity = requireIdentity(ca)
  const from = reader(ca.store)
  const peer = requirePeer(from, wish.peer)
  const root = requireAuthority(from, wish.authority)
  if (root.kind !== 'root' || root.certificateId === null || getMirror(from, root.id) !== undefined)
    throw new ChanceryError('conflict', `${root.name} is no root whose key is here; there is nothing to hand over.`)
  if (wish.crls > 0) await signSeries(ca, { authority: root.id, count: wish.crls, every: wish.every }, actor)
  const number = await transaction(ca.store, (tx) => nextBundleNumber(tx, peer.id))
  const content: BundleContent = {
    ...headOf(ca, partyOf(identity), peer, number),
    kind: 'answer',
    note: wish.note,
    inReplyTo: null,
    items: rootState(ca, root.id)
  }
  const der = await sealBundle(ca, identity, content)
  return keepSent(ca, { peer, content, der, inReplyTo: null }, actor, () => undefined)
}

function headOf(
  ca: CaContext,
  sender: BundleContent['sender'],
  peer: PeerRow,
  number: number
): Pick<BundleContent, 'format' | 'number' | 'sender' | 'recipient' | 'created'> {
  return {
    format: bundleFormat,
    number,
    sender,
    recipient: { installation: peer.installation, name: peer.name, fingerprint: peer.fingerprint },
    created: ca.clock.now()
  }
}

function requireOpenRequest(
  from: Reader,
  id: number
): { readonly row: BundleRow; readonly peer: PeerRow; readonly content: RequestBundle } {
  const row = getBundle(from, id)
  if (row === undefined || row.direction !== 'in' || row.kind !== 'request')
    throw new ChanceryError(
      'not-found',
      `There is no accepted request with number ${id}. chancery bundle list shows them.`
    )
  const answer = getAnswer(from, id)
  if (answer !== undefined)
    throw new ChanceryError(
      'conflict',
      `This request was answered with bundle ${answer.number} already. Export that one again: chancery bundle export --id ${answer.id}.`
    )
  const peer = getPeer(from, row.peerId)
  const { content } = readBundle(row.der)
  if (peer === undefined || peer.state !== 'paired' || content.kind !== 'request')
    throw new ChanceryError('conflict', 'The installation that asked is not paired any more.')
  return { row, peer, content }
}

function requireItem(from: Reader, bundleId: number, item: string): ItemRow {
  const row = listItems(from, bundleId).find((one) => one.item === item)
  if (row === undefined) throw new ChanceryError('damaged', `The item ${item} of the request is not in the database.`)
  return row
}

function end(ca: CaContext, row: ItemRow, state: 'done' | 'declined', result: string): Promise<void> {
  return transaction(ca.store, (tx) => {
    endItem(tx, row.id, { state, result })
  })
}

function rootFor(from: Reader, root: string | null, named: Ref | undefined): AuthorityRow {
  if (root !== null) return requireRootHere(from, root, 'root')
  if (named !== undefined) return requireAuthority(from, named)
  const roots = listAuthorities(from).filter(
    ({ id, kind, state }) => kind === 'root' && state === 'active' && getMirror(from, id) === undefined
  )
  const [only] = roots
  if (only === undefined || roots.length > 1)
    throw new ChanceryError(
      'invalid-input',
      `The request names no root, and there are ${roots.length} here. Say which one signs.`
    )
  return only
}

/** @returns what is kept as the result: the id of a certificate, the number of a CRL */
async function perform(
  ca: CaContext,
  given: { readonly item: RequestItem; readonly root: AuthorityRow; readonly row: BundleRow; readonly peer: PeerRow },
  actor: Actor,
  roles: readonly string[]
): Promise<string> {
  const { item, root, row, peer } = given
  switch (item.kind) {
    case 'csr':
      return String(await issueForRequest(ca, { item, root, peer, number: row.number }, actor, roles))
    case 'revocation':
      await revoke(ca, item, root, peer, actor)
      return item.serial
    case 'crl-series': {
      const wish = {
        authority: root.id,
        count: item.count,
        every: item.every ?? undefined,
        from: item.from ?? undefined
      }
      const { crls } = await signSeries(ca, wish, actor)
      return crls.at(-1)?.number ?? ''
    }
  }
}

async function revoke(
  ca: CaContext,
  item: Extract<RequestItem, { kind: 'revocation' }>,
  root: AuthorityRow,
  peer: PeerRow,
  actor: Actor
): Promise<void> {
  const record = getCertificateBySerial(reader(ca.store), root.id, item.serial)
  if (record === undefined)
    throw new ChanceryError(
      'not-found',
      `${root.name} has issued no certificate with the serial number ${item.serial}. Decline the item ${item.item}.`
    )
  if (record.state === 'revoked') return
  const comment = `Asked by ${peer.name}`
  if (item.reason === 'certificateHold') {
    if (record.state === 'active') await suspendCertificate(ca, { id: record.id, comment }, actor)
    return
  }
  const reason: FinalRevocationReason = item.reason === 'removeFromCRL' ? 'unspecified' : item.reason
  await revokeCertificate(
    ca,
    {
      id: record.id,
      reason,
      comment,
      ...(item.invalidityAt === null ? {} : { invalidityDate: item.invalidityAt })
    },
    actor
  )
}

/** What was signed ahead before a revocation calls good what is not: as many CRLs are signed anew. */
async function refreshStaleSeries(ca: CaContext, root: AuthorityRow, actor: Actor): Promise<void> {
  const from = reader(ca.store)
  const waiting = listWaitingCrls(from, root.id).filter(({ scope }) => scope === '')
  const stale = waiting.filter(({ seenSeq }) => changedAfter(from, root.id, seenSeq))
  if (stale.length > 0) await signSeries(ca, { authority: root.id, count: stale.length }, actor)
}

/** @returns the root with its certificates and every CRL that is out or waits */
function rootState(ca: CaContext, authorityId: number): AnswerItem[] {
  const from = reader(ca.store)
  const row = getAuthority(from, authorityId)
  const certificate = row === undefined ? undefined : currentCertificate(from, row)
  const key = row === undefined ? undefined : getKey(from, row.keyId)
  if (row === undefined || certificate === undefined || key === undefined) return []
  const root = key.spkiSha256
  const { crl } = settingsOf(row)
  const latest = latestCrl(from, row.id)
  const crls = [
    ...(latest === undefined ? [] : [latest]),
    ...listWaitingCrls(from, row.id).filter(({ scope }) => scope === '')
  ]
  const issued = listLivingCertificates(from, row.id, ca.clock.now())
    .filter(({ id }) => id !== row.certificateId && getCertificate(from, id)?.subject !== row.subject)
    .flatMap(({ id }) => getCertificateDer(from, id) ?? [])
  return [
    {
      kind: 'root',
      root,
      name: row.name,
      certificate: base64(certificate.der),
      crlLife: crl.life,
      crlOverlap: crl.overlap,
      crlAddresses: [...authorityAddresses(row.name, settingsOf(row), ca.settings().publicBaseAddress).crl],
      lastCrl: decimalNumber(row.crlNumber),
      issued: issued.map(base64)
    },
    ...crls.flatMap((one): AnswerItem[] => {
      const der = getCrlDer(from, one.id)
      if (der === undefined) return []
      const { sha256, thisUpdate: release, nextUpdate } = one
      return [{ kind: 'crl', root, number: decimalNumber(one.number), release, nextUpdate, sha256, crl: base64(der) }]
    })
  ]
}

function answersOf(from: Reader, bundleId: number, content: RequestBundle): AnswerItem[] {
  const asked = new Map(content.items.map((item) => [item.item, item]))
  return listItems(from, bundleId).flatMap((row): AnswerItem[] => {
    const item = asked.get(row.item)
    if (item === undefined) return []
    if (row.state === 'declined') return [{ kind: 'declined', item: row.item, reason: row.result }]
    if (item.kind === 'revocation') {
      const root = requireRootHere(from, item.root, item.item)
      const record = getCertificateBySerial(from, root.id, item.serial)
      const revokedAt = record?.revokedAt ?? item.revokedAt
      return [{ kind: 'revoked', item: row.item, root: item.root, serial: item.serial, revokedAt }]
    }
    if (item.kind !== 'csr') return []
    const record = getCertificate(from, Number(row.result))
    const der = record === undefined ? undefined : getCertificateDer(from, record.id)
    const issuer = record?.authorityId == null ? undefined : getAuthority(from, record.authorityId)
    const key = issuer === undefined ? undefined : getKey(from, issuer.keyId)
    if (der === undefined || key === undefined) return []
    return [{ kind: 'certificate', item: row.item, root: key.spkiSha256, certificate: base64(der) }]
  })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
