import { createHash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { bundleFormat, type BundleContent, type RequestItem } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { revocationReason } from '../../../src-shared/model/revocation.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { buildCsrInfo } from '../../pki/csr-builder.ts'
import { parseCsr } from '../../pki/csr.ts'
import { nameFromValue } from '../../pki/name.ts'
import {
  insertBundle,
  insertItem,
  listMirrors,
  nextBundleNumber,
  type MirrorRow,
  type PeerRow
} from '../../store/air-gap.ts'
import { getAuthority, listAuthorities, type AuthorityRow } from '../../store/authorities.ts'
import { getCertificate } from '../../store/certificates.ts'
import { afterCommit, type Reader, type Writer } from '../../store/connection.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import { askRenewal } from '../authorities/ask-renewal.ts'
import { findAuthority, requireAuthority } from '../authorities/find.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { signCsr } from '../sign.ts'
import { sealBundle } from './codec.ts'
import { awaiting, dutiesOf, unpublishedRevocations, type Duty } from './duties.ts'
import { partyOf, requireIdentity } from './identity.ts'
import { requirePeer } from './peers.ts'

/** CRLs that are asked for where somebody goes to the root anyway (N-12). */
const USUAL_SERIES = 12
const DAY_MS = 86_400_000

/** What goes into a request. */
export interface RequestWish {
  readonly peer: Ref
  /** The mirrored root; needed where the peer has several. */
  readonly root?: Ref | undefined
  /** Authorities for which a certificate is asked, beside those that are due. */
  readonly authorities: readonly Ref[]
  /** Puts in what is due by then. */
  readonly within: string
  readonly due: boolean
  /** CRLs of the next series; left out: 12 where they are due, or something was revoked. */
  readonly crls?: number | undefined
  readonly every?: string | undefined
  readonly validity?: string | undefined
  /** Asks for the certificate of an OCSP responder for the mirrored root. */
  readonly ocsp: boolean
  readonly reason: string
}

/** A bundle that was made. */
export interface MadeBundle {
  readonly bundleId: number
  readonly number: number
  readonly sha256: string
  readonly der: Uint8Array
  readonly items: number
}

interface Draft {
  readonly item: RequestItem
  readonly authorityId: number | null
  readonly keyId: number | null
}

/**
 * Prepares a visit to the off-line root: one bundle with everything that is due, and what was named besides.
 * @throws ChanceryError `invalid-input` where there is nothing to ask; `not-ready`, `not-found`, `locked`
 */
export async function createRequest(ca: CaContext, wish: RequestWish, actor: Actor): Promise<MadeBundle> {
  const identity = requireIdentity(ca)
  const from = reader(ca.store)
  const peer = requirePeer(from, wish.peer)
  const mirror = mirrorOf(from, peer, wish.root)
  const drafts = await draftsOf(ca, mirror, wish, actor)
  if (drafts.length === 0)
    throw new ChanceryError(
      'invalid-input',
      `Nothing is due within ${wish.within}. Name an authority, or a number of CRLs, to ask for more.`
    )
  const number = await transaction(ca.store, (tx) => nextBundleNumber(tx, peer.id))
  const content: BundleContent = {
    format: bundleFormat,
    kind: 'request',
    number,
    sender: partyOf(identity),
    recipient: { installation: peer.installation, name: peer.name, fingerprint: peer.fingerprint },
    created: ca.clock.now(),
    note: wish.reason,
    items: drafts.map(({ item }) => item)
  }
  const der = await sealBundle(ca, identity, content)
  return keepSent(ca, { peer, content, der, inReplyTo: null }, actor, (tx, bundleId) => {
    for (const { item, authorityId, keyId } of drafts) insertItem(tx, { bundleId, item: item.item, authorityId, keyId })
  })
}

/** Keeps a bundle that goes out. @returns what was made */
export async function keepSent(
  ca: CaContext,
  sent: {
    readonly peer: PeerRow
    readonly content: BundleContent
    readonly der: Uint8Array
    readonly inReplyTo: number | null
  },
  actor: Actor,
  more: (tx: Writer, bundleId: number) => void
): Promise<MadeBundle> {
  const { peer, content, der, inReplyTo } = sent
  const sha256 = createHash('sha256').update(der).digest('hex')
  const bundleId = await transaction(ca.store, (tx) => {
    const id = insertBundle(tx, {
      peerId: peer.id,
      direction: 'out',
      kind: content.kind,
      number: content.number,
      sha256,
      createdAt: content.created,
      handledAt: content.created,
      handledBy: actor.name,
      inReplyTo,
      note: content.note,
      der
    })
    more(tx, id)
    recordAudit(tx, ca, {
      actor,
      operation: content.kind === 'request' ? 'bundle.create' : 'bundle.answer',
      object: { kind: 'bundle', id },
      outcome: 'ok',
      detail: { to: peer.name, number: content.number, sha256, items: content.items.map(({ kind }) => kind) }
    })
    afterCommit(tx, () => ca.emit('bundle.changed', {}))
    return id
  })
  return { bundleId, number: content.number, sha256, der, items: content.items.length }
}

function mirrorOf(from: Reader, peer: PeerRow, root: Ref | undefined): MirrorRow | null {
  const mirrors = listMirrors(from).filter(({ peerId }) => peerId === peer.id)
  if (root !== undefined) {
    const { id, name } = requireAuthority(from, root)
    const named = mirrors.find(({ authorityId }) => authorityId === id)
    if (named !== undefined) return named
    throw new ChanceryError('invalid-input', `${name} is not the mirror of a root of ${peer.name}.`)
  }
  if (mirrors.length > 1)
    throw new ChanceryError('invalid-input', `${peer.name} keeps ${mirrors.length} roots. Say which one is asked.`)
  return mirrors[0] ?? null
}

async function draftsOf(ca: CaContext, mirror: MirrorRow | null, wish: RequestWish, actor: Actor): Promise<Draft[]> {
  const now = ca.clock.now()
  const by = addDuration(now, durationOf(wish.within))
  const duties = mirror === null ? [] : dutiesOf(ca, { authority: mirror.authorityId })
  const due = wish.due ? duties.filter(({ doBy }) => doBy <= by) : []
  const approvals = [{ by: actor.name, at: now, words: wish.reason }]
  const drafts: Draft[] = []

  for (const row of await authoritiesToCertify(ca, mirror, wish, due, actor)) {
    if (row.csr === null) continue
    const csr = parseCsr(row.csr)
    drafts.push({
      authorityId: row.id,
      keyId: null,
      item: {
        ...csrFields(row.csr, csr.subject.text),
        item: `csr-${drafts.length + 1}`,
        root: mirror?.root ?? null,
        purpose: 'subordinate',
        profile: 'Subordinate authority',
        validity: wish.validity ?? presentSpan(ca, row) ?? '10y',
        reason: wish.reason,
        approvals
      }
    })
  }
  if (mirror !== null && (wish.ocsp || due.some(({ kind }) => kind === 'ocsp-responder')))
    drafts.push(await responderDraft(ca, mirror, wish, approvals))
  const revoked = mirror === null || !wish.due ? [] : unpublishedRevocations(reader(ca.store), mirror.authorityId, now)
  for (const record of mirror === null ? [] : revoked)
    drafts.push({
      authorityId: mirror?.authorityId ?? null,
      keyId: null,
      item: {
        kind: 'revocation',
        item: `revocation-${drafts.length + 1}`,
        root: mirror?.root ?? '',
        serial: record.serial,
        subject: record.subject,
        reason: revocationReason.catch('unspecified').parse(record.revocationReason),
        revokedAt: record.revokedAt ?? now,
        invalidityAt: record.invalidityAt,
        approvals
      }
    })
  const crls = wish.crls ?? (due.some(isCrlDuty) || revoked.length > 0 ? USUAL_SERIES : 0)
  if (crls > 0)
    drafts.push({
      authorityId: mirror?.authorityId ?? null,
      keyId: null,
      item: {
        kind: 'crl-series',
        item: `crls-${drafts.length + 1}`,
        root: mirror?.root ?? null,
        count: crls,
        every: wish.every ?? null,
        from: null,
        reason: wish.reason
      }
    })
  return drafts
}

function isCrlDuty({ kind }: Duty): boolean {
  return kind === 'next-crl' || kind === 'crl-series'
}

/** Those that wait, those whose certificate ends, and those that were named; each has its CSR afterwards. */
async function authoritiesToCertify(
  ca: CaContext,
  mirror: MirrorRow | null,
  wish: RequestWish,
  due: readonly Duty[],
  actor: Actor
): Promise<AuthorityRow[]> {
  const from = reader(ca.store)
  const ending = new Set(
    due.filter(({ kind }) => kind === 'subordinate-renewal').map(({ certificateId }) => certificateId)
  )
  const named = wish.authorities.map((ref) => {
    const row = findAuthority(from, ref)
    if (row === undefined) throw new ChanceryError('not-found', `There is no authority ${String(ref)}.`)
    return row
  })
  const waiting = mirror === null || !wish.due ? [] : awaiting(from, mirror.authorityId)
  const ends = listAuthorities(from).filter(
    ({ certificateId, state }) => state === 'active' && ending.has(certificateId)
  )
  const rows = new Map([...named, ...waiting, ...ends].map((row) => [row.id, row]))
  for (const { id, csr } of rows.values()) if (csr === null) await askRenewal(ca, { authority: id }, actor)
  return [...rows.keys()].flatMap((id) => getAuthority(reader(ca.store), id) ?? [])
}

/** The span of the present certificate, so that the next one lasts as long. */
function presentSpan(ca: CaContext, row: AuthorityRow): string | undefined {
  const present = row.certificateId === null ? undefined : getCertificate(reader(ca.store), row.certificateId)
  if (present === undefined) return undefined
  return `${Math.max(1, Math.round((present.notAfter - present.notBefore) / DAY_MS))}d`
}

async function responderDraft(
  ca: CaContext,
  mirror: MirrorRow,
  wish: RequestWish,
  approvals: Extract<RequestItem, { kind: 'csr' }>['approvals']
): Promise<Draft> {
  const { name } = requireAuthority(reader(ca.store), mirror.authorityId)
  const key = await generateKey(ca, 'P-256', { label: `OCSP responder of ${name}`, purposes: ['ocsp', 'csr'] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  // RFC 5280 A.1: ub-common-name is 64.
  const subject = nameFromValue([[{ oid: '2.5.4.3', value: `${name.slice(0, 49)} OCSP responder` }]])
  const info = buildCsrInfo({ subject: subject.der, publicKey: key.spki, extensions: [] })
  const csr = await signCsr(ca, { keyId: key.id, info, signatureAlgorithm: 'ecdsa-sha256' })
  return {
    authorityId: mirror.authorityId,
    keyId: key.id,
    item: {
      ...csrFields(csr, subject.text),
      item: 'responder-1',
      root: mirror.root,
      purpose: 'ocsp-responder',
      profile: 'OCSP responder',
      validity: wish.validity ?? '400d',
      reason: wish.reason,
      approvals
    }
  }
}

function csrFields(
  der: Uint8Array,
  subject: string
): Pick<Extract<RequestItem, { kind: 'csr' }>, 'kind' | 'subject' | 'csr' | 'sha256'> {
  return {
    kind: 'csr',
    subject,
    csr: Buffer.from(der).toString('base64'),
    sha256: createHash('sha256').update(der).digest('hex')
  }
}
