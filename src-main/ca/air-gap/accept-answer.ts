import type { AnswerBundle, AnswerItem } from '../../../src-shared/model/bundle.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { colonHex } from '../../pki/describe/words.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import type { Certificate } from '../../pki/model.ts'
import { endItem, getMirrorOfRoot, listItems, type ItemRow, type PeerRow } from '../../store/air-gap.ts'
import { getAuthority, type AuthorityRow } from '../../store/authorities.ts'
import { afterCommit, type Writer } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { insertOcspResponder } from '../../store/ocsp.ts'
import { installWithin, requireInstallable } from '../authorities/install.ts'
import { currentCertificate, fingerprintOf } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { keepCrls } from './accept-crls.ts'
import { keepIssued, keepMirror, rootOf, signsOcsp } from './mirror.ts'
import { refusal } from './refusal.ts'

type CertificateItem = Extract<AnswerItem, { kind: 'certificate' }>

interface AnswerCase {
  readonly bundleId: number
  /** The request that is answered; null where nobody asked. */
  readonly requestId: number | null
  readonly peer: PeerRow
  readonly content: AnswerBundle
  readonly trustRoot: boolean
}

interface Mirrored {
  readonly row: AuthorityRow
  readonly root: Certificate
}

/** Installs what an answer brings, mirrors first. @returns how many items of each kind. @throws as `acceptBundle` */
export function acceptAnswer(tx: Writer, ca: CaContext, given: AnswerCase, actor: Actor): Record<string, number> {
  const { content, requestId } = given
  const asked = new Map((requestId === null ? [] : listItems(tx, requestId)).map((row) => [row.item, row]))
  const taken: Record<string, number> = {}
  const count = (kind: string, by = 1): void => {
    if (by > 0) taken[kind] = (taken[kind] ?? 0) + by
  }
  for (const item of content.items) {
    if (item.kind !== 'root') continue
    if (getMirrorOfRoot(tx, item.root) === undefined && !given.trustRoot) throw unconfirmed(rootOf(item))
    keepMirror(tx, ca, item, { peerId: given.peer.id, bundleId: given.bundleId }, actor)
    count('root')
  }
  for (const item of content.items) {
    switch (item.kind) {
      case 'root':
      case 'crl':
        break
      case 'certificate':
        takeCertificate(tx, ca, item, requireOpen(asked, item.item), actor)
        count('certificate')
        break
      case 'revoked':
        endItem(tx, requireOpen(asked, item.item).id, { state: 'done', result: item.serial })
        count('revoked')
        break
      case 'declined':
        endItem(tx, requireOpen(asked, item.item).id, { state: 'declined', result: item.reason })
        count('declined')
    }
  }
  const roots = new Set(content.items.flatMap((item) => (item.kind === 'crl' ? [item.root] : [])))
  for (const root of roots) {
    const mirrored = requireMirror(tx, root, 'CRL')
    const crls = content.items.flatMap((item) => (item.kind === 'crl' && item.root === root ? [item] : []))
    count('crl', keepCrls(tx, ca, mirrored.row, mirrored.root, crls, actor))
  }
  for (const row of requestId === null ? [] : listItems(tx, requestId)) {
    // A series has no item of its own in the answer: its CRLs are there.
    if (row.state === 'open') endItem(tx, row.id, { state: 'done', result: '' })
  }
  return taken
}

function unconfirmed(root: Certificate): Error {
  const fingerprint = colonHex(Buffer.from(fingerprintOf(root.der), 'hex'))
  return refusal(
    'bundle.root-unconfirmed',
    'trustRoot',
    `The bundle brings the root ${root.subject.text}, which is not known here. Compare its SHA-256 fingerprint ${fingerprint} with the one that the off-line side shows, then confirm it.`
  )
}

/** @throws ChanceryError `refused-by-policy` where nobody asked for it, or it was answered before */
function requireOpen(asked: ReadonlyMap<string, ItemRow>, item: string): ItemRow {
  const row = asked.get(item)
  if (row === undefined || row.state !== 'open')
    throw refusal('bundle.swapped', item, `The bundle answers the item ${item}, which was not asked for.`)
  return row
}

function requireMirror(tx: Writer, root: string, where: string): Mirrored {
  const mirror = getMirrorOfRoot(tx, root)
  const row = mirror === undefined ? undefined : getAuthority(tx, mirror.authorityId)
  const certificate = row === undefined ? undefined : currentCertificate(tx, row)
  if (row === undefined || certificate === undefined)
    throw refusal('bundle.wrong-root', where, 'The bundle speaks of a root that is not mirrored here.')
  return { row, root: certificate }
}

function takeCertificate(tx: Writer, ca: CaContext, item: CertificateItem, asked: ItemRow, actor: Actor): void {
  const { row: mirror, root } = requireMirror(tx, item.root, item.item)
  const certificate = parseCertificate(Buffer.from(item.certificate, 'base64'))
  const waiting = asked.authorityId === null ? undefined : getAuthority(tx, asked.authorityId)
  const key = getKey(tx, asked.keyId ?? waiting?.keyId ?? 0)
  if (waiting === undefined || key === undefined || spkiFingerprint(certificate.publicKey.der) !== key.spkiSha256)
    throw refusal(
      'bundle.swapped',
      item.item,
      `The certificate of ${certificate.subject.text} is not for the key that was asked for: it belongs to another request.`
    )
  const certificateId = keepIssued(tx, ca, certificate, mirror.id, root, actor)
  if (asked.keyId === null) {
    const found = requireInstallable(tx, waiting, [certificate, root], false, ca.clock.now())
    installWithin(tx, ca, { row: waiting, ...found, trustChain: false }, actor)
  } else {
    if (!signsOcsp(certificate))
      throw refusal('bundle.swapped', item.item, 'The certificate is not one of an OCSP responder (RFC 6960 4.2.2.2).')
    insertOcspResponder(tx, { authorityId: mirror.id, certificateId, keyId: key.id, createdAt: ca.clock.now() })
    afterCommit(tx, () => void ca.memory.ocsp.responders.delete(mirror.id))
  }
  endItem(tx, asked.id, { state: 'done', result: String(certificateId) })
}
